package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"strconv"
	"strings"
	"time"
)

// A thin HTTP/1.1 client over keep-alive connections. The generator shares the
// cores with the servers, so a request costs it two system calls and no more
// parsing than the status line, the framing headers and Location need.

const (
	ioTimeout = 60 * time.Second
	chunkSize = 32 << 10 // what Go's HTTP client, and so docker push, sends as one chunk
)

type response struct {
	status   int
	length   int64 // Content-Length, -1 when absent
	location string
	digest   string
	link     bool
	bytes    int64 // body bytes read
}

type conn struct {
	c      *net.TCPConn
	br     *bufio.Reader
	used   bool
	closed bool // the server asked to close it, or it broke
	limit  time.Time
}

type client struct {
	host    string // host:port of the registry
	conns   map[string]*conn
	scratch []byte
	hdr     []byte
	rng     *rand.Rand
	redials int
}

func newClient(host string) *client {
	return &client{
		host:    host,
		conns:   map[string]*conn{},
		scratch: make([]byte, 256<<10),
		rng:     rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64())),
	}
}

func (cl *client) close() {
	for _, cn := range cl.conns {
		cn.c.Close()
	}
	cl.conns = map[string]*conn{}
}

func (cl *client) conn(host string) (*conn, error) {
	if cn := cl.conns[host]; cn != nil {
		if !cn.closed {
			return cn, nil
		}
		cn.c.Close()
		delete(cl.conns, host)
		cl.redials++
	}
	c, err := net.DialTimeout("tcp", host, 5*time.Second)
	if err != nil {
		return nil, err
	}
	cn := &conn{c: c.(*net.TCPConn), br: bufio.NewReaderSize(c, 64<<10)}
	cl.conns[host] = cn
	return cn, nil
}

// get sends a request that was built beforehand to the registry and discards the
// answer's body. Redirects are followed.
func (cl *client) get(req []byte, head bool) (response, error) {
	r, err := cl.exchange(cl.host, head, nil, func(c *net.TCPConn) error {
		_, err := c.Write(req)
		return err
	})
	if err == nil && r.status >= 300 && r.status < 400 && r.location != "" {
		method := "GET"
		if head {
			method = "HEAD"
		}
		return cl.do(method, absolute(cl.host, r.location), "", nil, false, nil)
	}
	return r, err
}

// do sends one request, follows redirects (with the body again) and reads the
// whole answer, into sink if there is one.
func (cl *client) do(method, target, headers string, body [][]byte, chunked bool, sink io.Writer) (response, error) {
	for hop := 0; ; hop++ {
		host, path := cl.host, target
		if rest, ok := strings.CutPrefix(target, "http://"); ok {
			var found bool
			host, path, found = strings.Cut(rest, "/")
			if !found {
				path = ""
			}
			path = "/" + path
		} else if strings.HasPrefix(target, "https://") {
			return response{}, fmt.Errorf("%s %s: only plain HTTP is measured", method, target)
		}
		r, err := cl.exchange(host, method == "HEAD", sink, func(c *net.TCPConn) error {
			return cl.send(c, method, host, path, headers, body, chunked)
		})
		if err != nil {
			return r, fmt.Errorf("%s %s: %w", method, target, err)
		}
		if r.status < 301 || r.status > 308 || r.location == "" || hop == 5 {
			return r, nil
		}
		target = absolute(host, r.location)
	}
}

func absolute(host, location string) string {
	if strings.HasPrefix(location, "/") {
		return "http://" + host + location
	}
	return location
}

func (cl *client) send(c *net.TCPConn, method, host, path, headers string, body [][]byte, chunked bool) error {
	h := cl.hdr[:0]
	h = fmt.Appendf(h, "%s %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: slipway-bench\r\n%s", method, path, host, headers)
	var n int
	for _, p := range body {
		n += len(p)
	}
	switch {
	case chunked:
		h = append(h, "Transfer-Encoding: chunked\r\n"...)
	case body != nil || method == "POST" || method == "PUT" || method == "PATCH":
		h = fmt.Appendf(h, "Content-Length: %d\r\n", n)
	}
	h = append(h, "\r\n"...)
	cl.hdr = h
	if len(body) == 0 {
		_, err := c.Write(h)
		return err
	}
	out := make(net.Buffers, 0, len(body)+1)
	out = append(out, h)
	if !chunked {
		out = append(out, body...)
	} else {
		frame := fmt.Appendf(nil, "%x\r\n", chunkSize)
		end := []byte("\r\n")
		for _, p := range body {
			for len(p) >= chunkSize {
				out = append(out, frame, p[:chunkSize], end)
				p = p[chunkSize:]
			}
			if len(p) > 0 {
				out = append(out, fmt.Appendf(nil, "%x\r\n", len(p)), p, end)
			}
		}
		out = append(out, []byte("0\r\n\r\n"))
	}
	_, err := out.WriteTo(c)
	return err
}

// exchange writes a request and reads its answer. A kept connection that the
// server closed meanwhile is dialled anew, once.
func (cl *client) exchange(host string, head bool, sink io.Writer, write func(*net.TCPConn) error) (response, error) {
	for {
		cn, err := cl.conn(host)
		if err != nil {
			return response{}, err
		}
		if now := time.Now(); now.After(cn.limit) {
			cn.limit = now.Add(ioTimeout / 4)
			cn.c.SetDeadline(now.Add(ioTimeout))
		}
		again := cn.used
		cn.used = true
		werr := write(cn.c)
		r, rerr := cl.read(cn, head, sink)
		if rerr == nil {
			if werr != nil { // answered before the body was through
				cn.closed = true
			}
			return r, nil
		}
		cn.closed = true
		if again && r.status == 0 && !isTimeout(rerr) {
			continue
		}
		if werr != nil {
			return r, werr
		}
		return r, rerr
	}
}

func isTimeout(err error) bool {
	var ne net.Error
	return errors.As(err, &ne) && ne.Timeout()
}

func (cl *client) read(cn *conn, head bool, sink io.Writer) (response, error) {
	for {
		r := response{length: -1}
		line, err := cn.br.ReadSlice('\n')
		if err != nil {
			return r, err
		}
		if len(line) < 12 || !bytes.HasPrefix(line, []byte("HTTP/1.")) {
			return r, fmt.Errorf("not an HTTP answer: %q", line)
		}
		r.status, err = strconv.Atoi(string(line[9:12]))
		if err != nil {
			return r, fmt.Errorf("not an HTTP answer: %q", line)
		}
		chunked := false
		for {
			line, err = cn.br.ReadSlice('\n')
			if err != nil {
				return r, err
			}
			line = bytes.TrimRight(line, "\r\n")
			if len(line) == 0 {
				break
			}
			colon := bytes.IndexByte(line, ':')
			if colon < 0 {
				continue
			}
			name, value := line[:colon], bytes.TrimSpace(line[colon+1:])
			switch len(name) {
			case len("Link"):
				if fold(name, "link") {
					r.link = true
				}
			case len("Location"):
				if fold(name, "location") {
					r.location = string(value)
				}
			case len("Connection"):
				if fold(name, "connection") && fold(value, "close") {
					cn.closed = true
				}
			case len("Content-Length"):
				if fold(name, "content-length") {
					r.length, err = strconv.ParseInt(string(value), 10, 64)
					if err != nil {
						return r, err
					}
				}
			case len("Transfer-Encoding"):
				if fold(name, "transfer-encoding") && fold(value, "chunked") {
					chunked = true
				}
			case len("Docker-Content-Digest"):
				if sink != nil && fold(name, "docker-content-digest") {
					r.digest = string(value)
				}
			}
		}
		if r.status < 200 {
			continue
		}
		if r.status >= 300 && sink != nil && r.status < 400 {
			sink = nil // a redirect's own body is not wanted
		}
		switch {
		case head || r.status == 204 || r.status == 304:
		case chunked:
			for {
				line, err = cn.br.ReadSlice('\n')
				if err != nil {
					return r, err
				}
				size, _, _ := bytes.Cut(bytes.TrimRight(line, "\r\n"), []byte(";"))
				n, err := strconv.ParseInt(string(size), 16, 64)
				if err != nil {
					return r, err
				}
				if n == 0 {
					for { // trailers
						line, err = cn.br.ReadSlice('\n')
						if err != nil {
							return r, err
						}
						if len(bytes.TrimRight(line, "\r\n")) == 0 {
							break
						}
					}
					break
				}
				if err := cl.body(cn, n, sink, &r); err != nil {
					return r, err
				}
				if _, err := cn.br.Discard(2); err != nil {
					return r, err
				}
			}
		case r.length >= 0:
			if err := cl.body(cn, r.length, sink, &r); err != nil {
				return r, err
			}
		default: // until the server closes
			cn.closed = true
			for {
				n, err := cn.br.Read(cl.scratch)
				if sink != nil {
					sink.Write(cl.scratch[:n])
				}
				r.bytes += int64(n)
				if err == io.EOF {
					break
				}
				if err != nil {
					return r, err
				}
			}
		}
		return r, nil
	}
}

func (cl *client) body(cn *conn, n int64, sink io.Writer, r *response) error {
	for n > 0 {
		var part []byte
		if b := cn.br.Buffered(); b > 0 {
			part, _ = cn.br.Peek(int(min(int64(b), n)))
		} else {
			m, err := cn.c.Read(cl.scratch[:min(int64(len(cl.scratch)), n)])
			if err != nil {
				if err == io.EOF {
					err = io.ErrUnexpectedEOF
				}
				return err
			}
			part = cl.scratch[:m]
		}
		if sink != nil {
			sink.Write(part)
		}
		n -= int64(len(part))
		r.bytes += int64(len(part))
		if cn.br.Buffered() > 0 {
			cn.br.Discard(len(part))
		}
	}
	return nil
}

// fold says whether b is s, which is in lower case, in any case.
func fold(b []byte, s string) bool {
	if len(b) != len(s) {
		return false
	}
	for i := range b {
		c := b[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != s[i] {
			return false
		}
	}
	return true
}
