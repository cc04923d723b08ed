package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const (
	heapImages = 200
	heapLayers = 3
)

// heapResult tells how much of a small heap pushes need.
type heapResult struct {
	pushed, found      int
	secs               float64
	bytes              int64
	limit              float64 // MiB
	sampled            float64 // most used heap of the samples, MiB
	samples            int
	beforeGC, afterGC  float64 // most used heap around a collection, MiB
	collections        int
	rss, hwm           float64
	failure, collector string
}

var (
	usedHeap = regexp.MustCompile(`(?:total|ZHeap)[^\n]*?used (\d+)([KMG])`) // a line for each generation
	gcPause  = regexp.MustCompile(`(\d+)M->(\d+)M\((\d+)M\)`)
	usingGC  = regexp.MustCompile(`Using (\w+(?: \w+)?)`)
	maxHeap  = regexp.MustCompile(`-XX:MaxHeapSize=(\d+)`)
)

// heapRun starts Slipway under a small heap, pushes 200 images from 8 clients,
// half of them by PUT and half by chunked PATCH, and reads them all back by HEAD.
func heapRun(s *side) *heapResult {
	progress("push of %d images under -Xmx%s", heapImages, *heap)
	gc := filepath.Join(cleanup, "gc-%p.log")
	options := "-Xmx" + *heap + " -Xlog:gc:file=" + gc
	srv, _ := s.start(filepath.Join(cleanup, "heap"),
		"JAVA_TOOL_OPTIONS="+strings.TrimSpace(os.Getenv("JAVA_TOOL_OPTIONS")+" "+options),
		"SLIPWAY_JAVA_OPTS="+strings.TrimSpace(os.Getenv("SLIPWAY_JAVA_OPTS")+" -Xmx"+*heap))
	defer srv.stop()
	pid, exe := srv.java()
	res := &heapResult{}
	jcmd := filepath.Join(filepath.Dir(exe), "jcmd")
	if _, err := os.Stat(jcmd); err != nil {
		jcmd = "jcmd"
	}
	if m := maxHeap.FindStringSubmatch(output(jcmd, strconv.Itoa(pid), "VM.flags")); m != nil {
		n, _ := strconv.ParseFloat(m[1], 64)
		res.limit = n / mib
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			b, err := exec.Command(jcmd, strconv.Itoa(pid), "GC.heap_info").Output()
			var used float64
			for _, m := range usedHeap.FindAllStringSubmatch(string(b), -1) {
				n, _ := strconv.ParseFloat(m[1], 64)
				switch m[2] {
				case "K":
					n /= 1024
				case "G":
					n *= 1024
				}
				used += n
			}
			if err == nil && used > 0 {
				res.sampled = max(res.sampled, used)
				res.samples++
			}
			select {
			case <-stop:
				return
			case <-time.After(500 * time.Millisecond):
			}
		}
	}()
	t := &target{server: srv, repo: "heap"}
	type image struct{ repo, digest string }
	pushed := make([][]image, 8)
	out := counted(srv, 8, heapImages/8, func(cl *client, w, i int) (int64, error) {
		repo, _, dgst, err := t.pushImage(cl, w, i%2 == 1, heapLayers, mib)
		if err == nil {
			pushed[w] = append(pushed[w], image{repo, dgst})
		}
		return heapLayers * mib, err
	})
	close(stop)
	<-stopped
	res.pushed, res.secs, res.bytes = out.ops, out.secs, out.bytes
	if out.err != nil {
		res.failure = out.err.Error() + "\n" + tail(srv.log)
	}
	cl := newClient(srv.host)
	defer cl.close()
	for _, of := range pushed {
		for _, im := range of {
			r, err := cl.do("HEAD", "/v2/"+im.repo+"/manifests/"+im.digest, accept, nil, false, nil)
			if want(r, err, 200, "") == nil {
				res.found++
			}
		}
	}
	res.rss, res.hwm = srv.memory()
	log, _ := os.ReadFile(strings.ReplaceAll(gc, "%p", strconv.Itoa(pid)))
	if m := usingGC.FindSubmatch(log); m != nil {
		res.collector = string(m[1])
	}
	for _, m := range gcPause.FindAllStringSubmatch(string(log), -1) {
		before, _ := strconv.ParseFloat(m[1], 64)
		after, _ := strconv.ParseFloat(m[2], 64)
		res.beforeGC, res.afterGC = max(res.beforeGC, before), max(res.afterGC, after)
		res.collections++
	}
	return res
}

func (h *heapResult) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Slipway under -Xmx%s: %d of %d images (%d layers of 1 MiB each) pushed from 8 clients in %.1f s, %.0f MB/s; %d of them found by HEAD.\n",
		*heap, h.pushed, heapImages, heapLayers, h.secs, float64(h.bytes)/h.secs/1e6, h.found)
	fmt.Fprintf(&b, "  heap limit of the process: %.0f MiB (%s)\n", h.limit, h.collector)
	fmt.Fprintf(&b, "  most heap used in %d samples of jcmd GC.heap_info: %.0f MiB\n", h.samples, h.sampled)
	fmt.Fprintf(&b, "  most heap used around %d collections: %.0f MiB before, %.0f MiB after\n", h.collections, h.beforeGC, h.afterGC)
	fmt.Fprintf(&b, "  resident memory at the end: %.0f MiB, at most %.0f MiB\n", h.rss, h.hwm)
	if h.failure != "" {
		fmt.Fprintf(&b, "  FAILED: %s\n", h.failure)
	}
	return b.String()
}
