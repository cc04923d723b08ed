package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
	"unicode/utf8"
)

type figure struct {
	name, unit string
	a, b       float64
}

type report struct {
	a, b     string
	cold     [2]float64
	warm     [2]time.Duration
	smalls   []figure
	measures []*measure
	targets  []*target
	heap     *heapResult
	took     time.Duration
}

// small takes a figure of which less is better.
func (r *report) small(name, unit string, a, b float64) {
	r.smalls = append(r.smalls, figure{name, unit, a, b})
}

func number(v float64) string {
	switch {
	case v == 0:
		return "-"
	case v >= 100:
		return fmt.Sprintf("%.0f", v)
	case v >= 10:
		return fmt.Sprintf("%.1f", v)
	default:
		return fmt.Sprintf("%.2f", v)
	}
}

func ratio(a, b float64) string {
	if a == 0 || b == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", a/b)
}

// mean is the geometric mean of ratios and its standard error.
func mean(ratios []float64) string {
	n := float64(len(ratios))
	if n < 2 {
		return "-"
	}
	var sum, squares float64
	for _, v := range ratios {
		sum += math.Log(v)
	}
	for _, v := range ratios {
		squares += (math.Log(v) - sum/n) * (math.Log(v) - sum/n)
	}
	return fmt.Sprintf("%.3f ± %.3f", math.Exp(sum/n), math.Sqrt(squares/(n-1)/n))
}

// table prints rows as a Markdown table that also reads as plain text.
func table(rows [][]string) {
	width := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, c := range row {
			width[i] = max(width[i], utf8.RuneCountInString(c))
		}
	}
	for n, row := range rows {
		for i, c := range row {
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(c))
			if i == 0 {
				fmt.Print("| ", c, pad)
			} else {
				fmt.Print(" | ", pad, c)
			}
		}
		fmt.Println(" |")
		if n == 0 {
			for i, w := range width {
				if i == 0 {
					fmt.Print("|:", strings.Repeat("-", w+1))
				} else {
					fmt.Print("|", strings.Repeat("-", w+1), ":")
				}
			}
			fmt.Println("|")
		}
	}
	fmt.Println()
}

func (r *report) of(m *measure, t *target, f func(sample) float64) float64 {
	var v []float64
	for _, s := range m.rounds[t] {
		v = append(v, f(s))
	}
	return median(v)
}

func (r *report) print() {
	a, b := r.targets[0], r.targets[1]
	fmt.Printf("\nThroughput: the median of %d rounds in turns; ratio = %s / %s, more is better:\nof the medians, and the mean of the ratios of slices in pairs with its standard error,\nby the clock and by the CPU time of server and generator\n\n", *rounds, r.a, r.b)
	rows := [][]string{{"measure", "unit", r.a, r.b, "ratio", "of pairs", "by CPU time"}}
	for _, m := range r.measures {
		va, vb := r.of(m, a, m.value), r.of(m, b, m.value)
		rows = append(rows, []string{m.name, m.unit, number(va), number(vb), ratio(va, vb), mean(m.ratios), mean(m.work)})
	}
	table(rows)

	fmt.Print("Start and memory; ratio as above, less is better\n\n")
	rows = [][]string{{"measure", "unit", r.a, r.b, "ratio"}}
	for _, f := range r.smalls {
		rows = append(rows, []string{f.name, f.unit, number(f.a), number(f.b), ratio(f.a, f.b)})
	}
	table(rows)

	fmt.Print("Behind the throughput: latency in ms, CPU time in ms of the server for one operation (and the\ngenerator's share of the two), and the slowest and fastest round\n\n")
	rows = [][]string{{"measure"}}
	for _, n := range []string{r.a, r.b} {
		rows[0] = append(rows[0], n+" p50", "p99", "CPU", "(gen.)", "rounds")
	}
	var others, all, redials float64
	for _, m := range r.measures {
		row := []string{m.name}
		for _, t := range r.targets {
			var srv, gen, ops, low, high float64
			for i, s := range m.rounds[t] {
				srv, gen, ops = srv+s.srvCPU, gen+s.genCPU, ops+float64(s.ops)
				others, all, redials = others+s.otherCPU, all+s.secs, redials+float64(s.redials)
				v := m.value(s)
				if i == 0 || v < low {
					low = v
				}
				high = max(high, v)
			}
			share := "-"
			if srv > 0 {
				share = fmt.Sprintf("%.0f%%", 100*gen/(srv+gen))
			}
			row = append(row,
				number(r.of(m, t, func(s sample) float64 { return s.quantile(.5) })),
				number(r.of(m, t, func(s sample) float64 { return s.quantile(.99) })),
				number(1000*srv/ops), share, number(low)+"–"+number(high))
		}
		rows = append(rows, row)
	}
	table(rows)

	for i, n := range []string{r.a, r.b} {
		fmt.Printf("%s was warmed up under load for %v before the rounds.", n, r.warm[i].Round(100*time.Millisecond))
		if r.cold[i] > 0 {
			fmt.Printf(" Cold, in the first second after its start: %s manifest GETs by tag/s from 8 connections.", number(r.cold[i]))
		}
		fmt.Println()
	}
	fmt.Println()
	if r.heap != nil {
		fmt.Println(r.heap)
	}

	var fs syscall.Statfs_t
	syscall.Statfs(cleanup, &fs)
	kind := map[int64]string{0xEF53: "ext4", 0x01021994: "tmpfs", 0x58465342: "xfs", 0x9123683E: "btrfs", 0x794C7630: "overlayfs"}[int64(fs.Type)]
	if kind == "" {
		kind = fmt.Sprintf("file system %#x", fs.Type)
	}
	var uts syscall.Utsname
	syscall.Uname(&uts)
	var release []byte
	for _, c := range uts.Release {
		if c == 0 {
			break
		}
		release = append(release, byte(c))
	}
	fmt.Printf("Environment: %d cores (%s), %s memory, Linux %s, data on %s\n", runtime.NumCPU(), procField("/proc/cpuinfo", "model name"), procField("/proc/meminfo", "MemTotal"), release, kind)
	if strings.HasPrefix(r.b, "docker-registry") {
		fmt.Printf("  docker-registry %s, file system driver\n", lastField(output(*registry, "--version")))
	}
	if r.a == "slipway" {
		fmt.Printf("  slipway %s\n", slipwayVersion())
	}
	fmt.Printf("  generator: %s; rounds of %v; took %v\n", runtime.Version(), *duration, r.took.Round(time.Second))
	if all > 0 {
		fmt.Printf("  other processes and the kernel's own threads used %.2f of the %d cores during the rounds\n", others/all, runtime.NumCPU())
	}
	if redials > 0 {
		fmt.Printf("  %.0f kept connections were closed by a server and dialled anew\n", redials)
	}
	if r.heap != nil && (r.heap.pushed != heapImages || r.heap.found != heapImages) {
		fatal("not all of the %d images were pushed under -Xmx%s", heapImages, *heap)
	}
}

func lastField(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

func procField(file, name string) string {
	b, _ := os.ReadFile(file)
	for _, line := range strings.Split(string(b), "\n") {
		if k, v, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(k) == name {
			return strings.TrimSpace(v)
		}
	}
	return "?"
}

func slipwayVersion() string {
	return output("git", "-C", filepath.Dir(*slipway), "describe", "--always", "--dirty")
}

func (r *report) save(file string) {
	type round struct {
		Value, P50, P99, ServerCPU, GeneratorCPU, Seconds float64
		Ops                                               int
	}
	type line struct {
		Name, Unit string
		A, B       []round
	}
	doc := struct {
		A, B     string
		Measures []line
		Start    []map[string]any
	}{A: r.a, B: r.b}
	for _, m := range r.measures {
		l := line{Name: m.name, Unit: m.unit}
		for i, t := range r.targets {
			for _, s := range m.rounds[t] {
				v := round{m.value(s), s.quantile(.5), s.quantile(.99), s.srvCPU, s.genCPU, s.secs, s.ops}
				if i == 0 {
					l.A = append(l.A, v)
				} else {
					l.B = append(l.B, v)
				}
			}
		}
		doc.Measures = append(doc.Measures, l)
	}
	for _, f := range r.smalls {
		doc.Start = append(doc.Start, map[string]any{"Name": f.name, "Unit": f.unit, "A": f.a, "B": f.b})
	}
	writeJSON(file, doc)
}
