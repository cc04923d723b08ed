package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unsafe"
)

// server is one registry under test: a process group started here, or one that
// runs already and is only known by its address (and its pid, if that was given).
type server struct {
	name string
	host string
	cmd  *exec.Cmd
	done chan struct{}
	log  string
	pid  int // of a server that runs already; 0 when unknown
}

var started = map[*server]bool{}

func freePort() int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fatal("no free port: %v", err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// start runs the command in a process group of its own and waits until GET /v2/
// answers 200. It returns the time from the start of the process to that answer.
func start(name string, port int, argv, env []string, log string) (*server, time.Duration) {
	out, err := os.OpenFile(log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		fatal("%v", err)
	}
	defer out.Close()
	s := &server{name: name, host: fmt.Sprintf("127.0.0.1:%d", port), log: log, done: make(chan struct{})}
	s.cmd = exec.Command(argv[0], argv[1:]...)
	s.cmd.Env, s.cmd.Stdout, s.cmd.Stderr = env, out, out
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	t0 := time.Now()
	if err := s.cmd.Start(); err != nil {
		fatal("%s does not start: %v", name, err)
	}
	mu.Lock()
	started[s] = true
	mu.Unlock()
	go func() { s.cmd.Wait(); close(s.done) }()
	cl := newClient(s.host)
	defer cl.close()
	for time.Since(t0) < 90*time.Second {
		if r, err := cl.do("GET", "/v2/", "", nil, false, nil); err == nil && r.status == 200 {
			return s, time.Since(t0)
		}
		select {
		case <-s.done:
			fatal("%s ended before it was ready:\n%s", name, tail(log))
		case <-time.After(2 * time.Millisecond):
		}
	}
	fatal("%s was not ready after 90 s:\n%s", name, tail(log))
	return nil, 0
}

func tail(file string) string {
	b, _ := os.ReadFile(file)
	return string(b[max(0, len(b)-2000):])
}

func (s *server) stop() {
	if s == nil || s.cmd == nil {
		return
	}
	mu.Lock()
	running := started[s]
	delete(started, s)
	mu.Unlock()
	if !running {
		return
	}
	group := -s.cmd.Process.Pid
	syscall.Kill(group, syscall.SIGTERM)
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		select {
		case <-s.done:
			if syscall.Kill(group, 0) == syscall.ESRCH {
				return
			}
		default:
		}
	}
	syscall.Kill(group, syscall.SIGKILL)
	<-s.done
}

func stopAll() {
	mu.Lock()
	var all []*server
	for s := range started {
		all = append(all, s)
	}
	mu.Unlock()
	for _, s := range all {
		s.stop()
	}
}

type stat struct {
	pid, group int
}

func readStat(dir string) (stat, bool) {
	b, err := os.ReadFile(dir + "/stat")
	if err != nil {
		return stat{}, false
	}
	i := bytes.LastIndexByte(b, ')')
	f := strings.Fields(string(b[i+1:]))
	if i < 0 || len(f) < 3 {
		return stat{}, false
	}
	pid, _ := strconv.Atoi(filepath.Base(dir))
	group, _ := strconv.Atoi(f[2])
	return stat{pid, group}, true
}

// processes are those of the server: its process group, or the one pid.
func (s *server) processes() []stat {
	var all []stat
	if s.cmd == nil {
		if st, ok := readStat(fmt.Sprintf("/proc/%d", s.pid)); ok && s.pid > 0 {
			all = append(all, st)
		}
		return all
	}
	dirs, _ := filepath.Glob("/proc/[0-9]*")
	for _, d := range dirs {
		if st, ok := readStat(d); ok && st.group == s.cmd.Process.Pid {
			all = append(all, st)
		}
	}
	return all
}

// cpu is in seconds, to the nanosecond: /proc counts in hundredths, a sixth of a short slice.
func (s *server) cpu(pids []stat) float64 {
	var sum float64
	for _, p := range pids {
		var used syscall.Timespec
		clock := int32(^p.pid<<3 | 2) // the CPU-time clock of another process, as clock_getcpuclockid(3) makes it
		if _, _, failure := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, uintptr(clock), uintptr(unsafe.Pointer(&used)), 0); failure == 0 {
			sum += float64(used.Nano()) / 1e9
		}
	}
	return sum
}

// memory is VmRSS and VmHWM in MiB, summed over the server's processes.
func (s *server) memory() (rss, hwm float64) {
	for _, p := range s.processes() {
		b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.pid))
		for _, line := range strings.Split(string(b), "\n") {
			f := strings.Fields(line)
			if len(f) < 2 {
				continue
			}
			kib, _ := strconv.ParseFloat(f[1], 64)
			switch f[0] {
			case "VmRSS:":
				rss += kib / 1024
			case "VmHWM:":
				hwm += kib / 1024
			}
		}
	}
	return rss, hwm
}

// java is the pid of the server's JVM and the path of its executable.
func (s *server) java() (int, string) {
	for _, p := range s.processes() {
		exe, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", p.pid))
		if err == nil && filepath.Base(exe) == "java" {
			return p.pid, exe
		}
	}
	return 0, ""
}

func selfCPU() float64 {
	var ru syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &ru)
	return float64(ru.Utime.Nano()+ru.Stime.Nano()) / 1e9
}

const tick = 100 // USER_HZ, the same on every Linux that Go runs on

// busyCPU is the time that all cores were busy since boot, in seconds.
func busyCPU() float64 {
	b, _ := os.ReadFile("/proc/stat")
	line, _, _ := strings.Cut(string(b), "\n")
	var sum float64
	for i, f := range strings.Fields(line) {
		if i == 0 || i == 4 || i == 5 || i > 8 { // cpu, idle, iowait, guest
			continue
		}
		v, _ := strconv.ParseFloat(f, 64)
		sum += v / tick
	}
	return sum
}
