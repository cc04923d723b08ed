package main

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"syscall"
	"time"
)

type opFunc func(cl *client, worker, i int) (bytes int64, err error)

// sample is what one round of one measure gave on one server.
type sample struct {
	ops            int
	bytes          int64
	secs           float64
	lat            []time.Duration
	srvCPU, genCPU float64
	otherCPU       float64
	redials        int
	err            error
}

// load runs op from a number of connections at once: each for n times, or all
// until the time is over.
func load(s *server, workers, n int, d time.Duration, op opFunc) sample {
	var (
		out   sample
		mu    sync.Mutex
		wg    sync.WaitGroup
		ready = make(chan struct{})
		t0    time.Time
		lats  = make([][]time.Duration, workers)
	)
	for w := range workers {
		cl := newClient(s.host)
		defer cl.close()
		if _, err := cl.conn(s.host); err != nil {
			return sample{err: err}
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-ready
			var bytes int64
			last := t0
			for i := 0; (n > 0 && i < n) || (n == 0 && last.Sub(t0) < d); i++ {
				b, err := op(cl, w, i)
				now := time.Now()
				if err != nil {
					mu.Lock()
					out.err = err
					mu.Unlock()
					break
				}
				lats[w] = append(lats[w], now.Sub(last))
				last = now
				bytes += b
			}
			mu.Lock()
			out.bytes += bytes
			out.redials += cl.redials
			mu.Unlock()
		}()
	}
	pids := s.processes()
	srv, gen, busy := s.cpu(pids), selfCPU(), busyCPU()
	t0 = time.Now()
	close(ready)
	wg.Wait()
	out.secs = time.Since(t0).Seconds()
	out.srvCPU, out.genCPU = s.cpu(pids)-srv, selfCPU()-gen
	out.otherCPU = max(0, busyCPU()-busy-out.srvCPU-out.genCPU)
	for _, l := range lats {
		out.lat = append(out.lat, l...)
	}
	out.ops = len(out.lat)
	slices.Sort(out.lat)
	return out
}

func timed(s *server, workers int, d time.Duration, op opFunc) sample {
	return load(s, workers, 0, d, op)
}

func counted(s *server, workers, n int, op opFunc) sample {
	return load(s, workers, n, 0, op)
}

func (s sample) quantile(q float64) float64 {
	if len(s.lat) == 0 {
		return 0
	}
	return float64(s.lat[min(len(s.lat)-1, int(q*float64(len(s.lat))))]) / 1e6
}

// measure is one line of the table.
type measure struct {
	name   string
	unit   string
	conns  int
	count  int  // operations of each connection in a round, a slice each; 0: as many as the time allows
	writes bool // what other writes left to the disk is written before
	op     func(t *target) opFunc
	rounds map[*target][]sample

	// Of the first target's value to the second's, of each two slices that followed each other.
	ratios []float64
	work   []float64 // the same of the operations for a second of CPU time of server and generator; none where that is not known
}

// add joins a further slice of the same round to the sample.
func (s *sample) add(o sample) {
	s.ops += o.ops
	s.bytes += o.bytes
	s.secs += o.secs
	s.srvCPU += o.srvCPU
	s.genCPU += o.genCPU
	s.otherCPU += o.otherCPU
	s.redials += o.redials
	s.lat = append(s.lat, o.lat...)
	slices.Sort(s.lat)
}

// round takes one round of the measure: slices of a fraction of a second on the
// two servers in turns, so that a burst of other work on the machine hits both.
func (m *measure) round(targets []*target, first int, d time.Duration) {
	pair := [2]*target{targets[first], targets[1-first]}
	n := max(1, int(d / *sliceLength))
	if m.writes {
		n = max(1, int(d/(2**sliceLength)))
	}
	if m.count > 0 {
		n = m.count
	}
	for _, t := range pair {
		m.rounds[t] = append(m.rounds[t], sample{})
	}
	for range n {
		got := map[*target]sample{}
		for _, t := range pair {
			all := m.rounds[t]
			s := m.run(t, d/time.Duration(n))
			all[len(all)-1].add(s)
			got[t] = s
		}
		a, b := got[targets[0]], got[targets[1]]
		m.ratios = append(m.ratios, m.value(a)/m.value(b))
		if a.srvCPU > 0 && b.srvCPU > 0 {
			m.work = append(m.work, a.perCPU()/b.perCPU())
		}
		pair[0], pair[1] = pair[1], pair[0]
	}
}

// perCPU is the operations for a second of CPU time: what cores that do nothing else would
// do, and so the rate without what other processes take of the machine meanwhile.
func (s sample) perCPU() float64 {
	return float64(s.ops) / (s.srvCPU + s.genCPU)
}

func (m *measure) run(t *target, d time.Duration) sample {
	op := m.op(t)
	if m.writes {
		syscall.Sync()
	}
	s := load(t.server, m.conns, min(m.count, 1), d, op)
	if s.err != nil {
		fatal("%s: %s: %v", t.name, m.name, s.err)
	}
	return s
}

func (m *measure) value(s sample) float64 {
	if m.unit == "MB/s" {
		return float64(s.bytes) / s.secs / 1e6
	}
	return float64(s.ops) / s.secs
}

func read(reqs func(t *target) [][]byte, head bool, least int) func(*target) opFunc {
	return func(t *target) opFunc {
		all := reqs(t)
		return func(cl *client, w, i int) (int64, error) {
			r, err := cl.get(all[(w*len(all)/8+i)%len(all)], head)
			if err == nil && (r.status != 200 || !head && r.bytes < int64(least) || r.link) {
				err = fmt.Errorf("answered %d with a body of %d bytes (Link header: %v)", r.status, r.bytes, r.link)
			}
			return r.bytes, err
		}
	}
}

func push(patch bool) func(*target) opFunc {
	return func(t *target) opFunc {
		return func(cl *client, w, i int) (int64, error) {
			_, _, _, err := t.pushImage(cl, w, patch, 1, smallLayer)
			return 0, err
		}
	}
}

func pull(t *target) opFunc {
	path := "/v2/" + t.repo + "/big/blobs/" + t.blob
	return func(cl *client, w, i int) (int64, error) {
		r, err := cl.do("GET", path, "", nil, false, nil)
		if err == nil && (r.status != 200 || r.bytes != blobSize) {
			err = fmt.Errorf("GET of the blob answered %d with %d bytes", r.status, r.bytes)
		}
		return r.bytes, err
	}
}

// bigPush pushes one blob that differs from all before it in its first bytes; its
// digest is computed before the clock starts.
func bigPush(patch bool) func(*target) opFunc {
	base := make([]byte, blobSize)
	for i := 0; i < len(base); i += 8 {
		binary.LittleEndian.PutUint64(base[i:], rand.Uint64())
	}
	return func(t *target) opFunc {
		head := binary.LittleEndian.AppendUint64(nil, rand.Uint64())
		dgst := digest(head, base[8:])
		return func(cl *client, w, i int) (int64, error) {
			return blobSize, pushBlob(cl, t.repo+"/pushed", dgst, patch, head, base[8:])
		}
	}
}

func measures(pulls, pushes int) []*measure {
	var all []*measure
	add := func(name, unit string, conns, count int, writes bool, op func(*target) opFunc) {
		who := "conn"
		if unit != "req/s" {
			who = "client"
		}
		if conns > 1 {
			who += "s"
		}
		all = append(all, &measure{
			name: fmt.Sprintf("%s, %d %s", name, conns, who), unit: unit, conns: conns, count: count, writes: writes, op: op,
			rounds: map[*target][]sample{},
		})
	}
	for _, c := range []int{1, 8} {
		add("manifest GET by tag", "req/s", c, 0, false, read(func(t *target) [][]byte { return t.getTag }, false, 1000))
		add("manifest GET by digest", "req/s", c, 0, false, read(func(t *target) [][]byte { return t.getDigest }, false, 1000))
		add("manifest HEAD by tag", "req/s", c, 0, false, read(func(t *target) [][]byte { return t.headTag }, true, 0))
		add("manifest HEAD by digest", "req/s", c, 0, false, read(func(t *target) [][]byte { return t.headDigest }, true, 0))
	}
	for _, c := range []int{1, 8} {
		add("list of 1,000 tags", "req/s", c, 0, false, read(func(t *target) [][]byte { return [][]byte{t.tags} }, false, listLength))
	}
	for _, c := range []int{1, 8} {
		add("push of a small image, POST+PUT", "images/s", c, 0, true, push(false))
		add("push of a small image, POST+PATCH+PUT", "images/s", c, 0, true, push(true))
	}
	for _, c := range []int{1, 4} {
		add("pull of a 64 MiB blob", "MB/s", c, pulls, false, pull)
	}
	add("push of a 64 MiB blob, one PUT", "MB/s", 1, pushes, true, bigPush(false))
	add("push of a 64 MiB blob, chunked PATCH", "MB/s", 1, pushes, true, bigPush(true))
	return all
}
