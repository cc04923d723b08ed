// Command bench measures Slipway's local registry beside Debian's
// docker-registry, in turns on the same machine, and prints both.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

var (
	quick       = flag.Bool("quick", false, "about a minute: shorter rounds, a shorter warm-up, one start instead of five")
	rounds      = flag.Int("rounds", 0, "rounds of each measure on each server; the median is printed (5, --quick 3)")
	duration    = flag.Duration("duration", 0, "length of a round of a measure (1.2s, --quick 350ms)")
	sliceLength = flag.Duration("slice", 300*time.Millisecond, "at least so long is either server's turn within a round; twice that where it writes")
	warmup      = flag.Duration("warmup", 0, "load on Slipway before the rounds; docker-registry gets a quarter (25s, --quick 10s)")
	starts      = flag.Int("starts", 0, "starts that are timed (5, --quick 1)")
	slipway     = flag.String("slipway", "./slipway", "Slipway's launcher, run as 'serve --anonymous --port PORT --data DIR'")
	slipwayURL  = flag.String("slipway-url", "", "measure the Slipway that runs at this http:// address on loopback; what needs a start of its own is left out")
	slipwayPID  = flag.Int("slipway-pid", 0, "process of --slipway-url, for its memory and CPU time")
	registry    = flag.String("docker-registry", "docker-registry", "docker-registry's executable")
	self        = flag.Bool("self", false, "docker-registry on both sides: how far the ratios stray from 1 is the noise")
	otherURL    = flag.String("other-url", "", "with --slipway-url, another registry of the same process in docker-registry's place")
	only        = flag.String("only", "", "only the measures whose name contains this")
	heap        = flag.String("heap", "256m", "Slipway's -Xmx in the push of 200 images; empty leaves that part out")
	work        = flag.String("work", "", "folder for the registries' data, about 4 GiB (a new one below the temporary folder); on tmpfs the disk is out of the figures")
	jsonFile    = flag.String("json", "", "write every round's figures to this file too")
)

var (
	mu      sync.Mutex
	cleanup string
	ending  sync.Mutex
)

func fatal(format string, a ...any) {
	ending.Lock() // for good: errors that the stop of the servers brings on are not told
	fmt.Fprintf(os.Stderr, "bench: "+format+"\n", a...)
	finish(1)
}

// finish is called with ending locked.
func finish(code int) {
	stopAll()
	if cleanup != "" {
		os.RemoveAll(cleanup)
	}
	os.Exit(code)
}

func progress(format string, a ...any) { fmt.Fprintf(os.Stderr, format+"\n", a...) }

// side is one of the two servers, and how to start it.
type side struct {
	name string
	argv func(port int, data string) []string
	env  []string
	n    int
}

func (s *side) start(data string, env ...string) (*server, time.Duration) {
	s.n++
	port := freePort()
	log := filepath.Join(cleanup, fmt.Sprintf("%s-%d.log", s.name, s.n))
	return start(s.name, port, s.argv(port, data), append(slices.Clone(s.env), env...), log)
}

func dockerRegistry(name string) *side {
	var env []string
	for _, e := range os.Environ() {
		if !strings.HasPrefix(e, "REGISTRY_") {
			env = append(env, e)
		}
	}
	return &side{name: name, env: env, argv: func(port int, data string) []string {
		// The package's own configuration without its access control, and without
		// a log line for each request.
		config := fmt.Sprintf(`version: 0.1
log:
  level: error
  accesslog:
    disabled: true
storage:
  cache:
    blobdescriptor: inmemory
  filesystem:
    rootdirectory: %s
  delete:
    enabled: true
http:
  addr: 127.0.0.1:%d
  secret: %x
  headers:
    X-Content-Type-Options: [nosniff]
health:
  storagedriver:
    enabled: true
    interval: 10s
    threshold: 3
`, data, port, rand.Uint64())
		os.MkdirAll(data, 0o755)
		file := filepath.Join(cleanup, fmt.Sprintf("config-%d.yml", port))
		if err := os.WriteFile(file, []byte(config), 0o644); err != nil {
			fatal("%v", err)
		}
		return []string{*registry, "serve", file}
	}}
}

func main() {
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: bench/run [flags]")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	byQuick(rounds, 5, 3)
	byQuick(duration, 1200*time.Millisecond, 350*time.Millisecond)
	byQuick(warmup, 25*time.Second, 10*time.Second)
	byQuick(starts, 5, 1)
	dir, err := os.MkdirTemp(*work, "slipway-bench-")
	if err != nil {
		fatal("%v", err)
	}
	cleanup, _ = filepath.Abs(dir)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM)
	go func() { <-signals; ending.Lock(); finish(130) }()
	run()
	ending.Lock()
	finish(0)
}

func byQuick[T comparable](v *T, full, short T) {
	var zero T
	if *v == zero {
		*v = full
		if *quick {
			*v = short
		}
	}
}

func run() {
	t0 := time.Now()
	var a *side // nil when it runs already
	b := dockerRegistry("docker-registry")
	switch {
	case *self:
		a = dockerRegistry("docker-registry A")
		b.name = "docker-registry B"
	case *slipwayURL == "":
		a = &side{name: "slipway", env: os.Environ(), argv: func(port int, data string) []string {
			return []string{*slipway, "serve", "--anonymous", "--port", strconv.Itoa(port), "--data", data}
		}}
	case *otherURL != "":
		b = nil
	}
	rep := &report{a: "slipway", b: "the other"}
	if a != nil {
		rep.a = a.name
	}
	if b != nil {
		rep.b = b.name
	}

	// Starts, each on an empty folder; the first of each is not counted, so that
	// both come from the page cache.
	sides := []*side{a, b}
	ready, idle := map[*side][]float64{}, map[*side][]float64{}
	for i := range *starts + 1 {
		for _, s := range sides {
			if s == nil {
				continue
			}
			progress("start %d of %s", i, s.name)
			data := filepath.Join(cleanup, fmt.Sprintf("start-%s-%d", s.name, i))
			srv, d := s.start(data)
			if i > 0 {
				time.Sleep(time.Second)
				rss, _ := srv.memory()
				ready[s], idle[s] = append(ready[s], d.Seconds()*1000), append(idle[s], rss)
			}
			srv.stop()
			os.RemoveAll(data)
		}
	}
	rep.small("time from start to ready", "ms", median(ready[a]), median(ready[b]))
	rep.small("resident memory when idle (VmRSS)", "MiB", median(idle[a]), median(idle[b]))

	// Content, then a new process on it: the first second of its life under load.
	id := fmt.Sprintf("bench-%x", rand.Uint32())
	targets := make([]*target, 2)
	for i, s := range sides {
		t := &target{repo: id}
		targets[i] = t
		if s == nil {
			t.server = running([]string{rep.a, rep.b}[i], []string{*slipwayURL, *otherURL}[i])
		} else {
			t.server, _ = s.start(filepath.Join(cleanup, "data-"+s.name))
		}
		progress("content for %s", t.name)
		if err := t.seed(); err != nil {
			fatal("%s does not serve the content it was given: %v\n%s", t.name, err, tail(t.log))
		}
		if s == nil {
			continue
		}
		t.stop()
		t.server, _ = s.start(filepath.Join(cleanup, "data-"+s.name))
		t.requests()
		cold := timed(t.server, 8, time.Second, read(func(t *target) [][]byte { return t.getTag }, false, 1000)(t))
		if cold.err != nil {
			fatal("%s: %v", t.name, cold.err)
		}
		rep.cold[i] = float64(cold.ops) / cold.secs
	}

	pulls, pushes := 4, 2
	if *quick {
		pulls, pushes = 2, 1
	}
	all := measures(pulls, pushes)
	all = slices.DeleteFunc(all, func(m *measure) bool { return !strings.Contains(m.name, *only) })
	if len(all) == 0 {
		fatal("no measure's name contains %q", *only)
	}

	warm(targets, all, &rep.warm)

	for r := range *rounds {
		for k, m := range all {
			first := (r + k) % 2
			m.round(targets, first, *duration)
			progress("round %d of %d: %-48s %10.0f %10.0f %s", r+1, *rounds, m.name,
				m.value(m.rounds[targets[0]][r]), m.value(m.rounds[targets[1]][r]), m.unit)
		}
	}
	rssA, hwmA := targets[0].memory()
	rssB, hwmB := targets[1].memory()
	rep.small("resident memory after the runs (VmRSS)", "MiB", rssA, rssB)
	rep.small("most resident memory during the runs (VmHWM)", "MiB", hwmA, hwmB)
	rep.measures, rep.targets = all, targets
	for _, t := range targets {
		t.stop()
	}

	if a != nil && !*self && *heap != "" {
		rep.heap = heapRun(a)
	}
	rep.took = time.Since(t0)
	rep.print()
	if *jsonFile != "" {
		rep.save(*jsonFile)
	}
}

// warm puts load on both targets in turns: where one process serves both, its JVM
// would else compile what they share for the one that comes first.
func warm(targets []*target, all []*measure, took *[2]time.Duration) {
	all = slices.DeleteFunc(slices.Clone(all), func(m *measure) bool { return m.conns == 1 && m.unit != "MB/s" })
	if len(all) == 0 {
		return
	}
	var due [2]time.Duration
	for i, t := range targets {
		due[i] = *warmup
		if strings.HasPrefix(t.name, "docker-registry") {
			due[i] /= 4
		}
		progress("warm-up of %s for %v", t.name, due[i])
	}
	for k := 0; took[0] < due[0] || took[1] < due[1]; k++ {
		m := all[k%len(all)]
		for i, t := range targets {
			if took[i] >= due[i] {
				continue
			}
			start := time.Now()
			slice := min(700*time.Millisecond, due[i]/time.Duration(len(all)))
			if s := load(t.server, m.conns, min(m.count, 1), slice, m.op(t)); s.err != nil {
				fatal("%s: warm-up: %s: %v\n%s", t.name, m.name, s.err, tail(t.log))
			}
			took[i] += time.Since(start)
		}
	}
}

// running is a server that was not started here.
func running(name, address string) *server {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" || u.Port() == "" || u.Hostname() != "localhost" && !strings.HasPrefix(u.Hostname(), "127.") {
		fatal("an address must be http://127.0.0.1:PORT")
	}
	return &server{name: name, host: u.Host, pid: *slipwayPID}
}

func median(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	v = slices.Sorted(slices.Values(v))
	n := len(v)
	return (v[(n-1)/2] + v[n/2]) / 2
}

func output(name string, argv ...string) string {
	b, _ := exec.Command(name, argv...).CombinedOutput()
	return strings.TrimSpace(string(b))
}

func writeJSON(file string, v any) {
	b, err := json.MarshalIndent(v, "", " ")
	if err == nil {
		err = os.WriteFile(file, append(b, '\n'), 0o644)
	}
	if err != nil {
		fatal("%v", err)
	}
}
