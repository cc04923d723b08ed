module slipway/bench

go 1.24
