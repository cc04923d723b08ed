package dev.slipway.local.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes checks, one after the other: what one of them needs that another does is in the deployment by then. */
final class Doctor {

    private final Site site;
    private final Consumer<Result> told;

    /** A check that was made. */
    record Result(Check check, Finding finding) {}

    /**
     * @param told hears of each result at once
     */
    Doctor(Site site, Consumer<Result> told) {
        this.site = site;
        this.told = told;
    }

    List<Result> run(List<Check> checks) throws InterruptedException {
        var results = new ArrayList<Result>();
        for (var check : checks) {
            site.asks(check.name());
            var result = new Result(check, find(check));
            results.add(result);
            told.accept(result);
        }
        return results;
    }

    private Finding find(Check check) throws InterruptedException {
        try {
            return check.look().at(site);
        } catch (Trouble e) {
            return Finding.failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Finding.failed(site.why(e));
        }
    }
}
