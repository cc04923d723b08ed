package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"sync/atomic"
)

const (
	mib          = 1 << 20
	blobSize     = 64 * mib
	tagCount     = 1000
	smallLayer   = 4 << 10
	manifestType = "application/vnd.oci.image.manifest.v1+json"
	configType   = "application/vnd.oci.image.config.v1+json"
	layerType    = "application/vnd.oci.image.layer.v1.tar+gzip"
	accept       = "Accept: application/vnd.oci.image.index.v1+json, " + manifestType +
		", application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.docker.distribution.manifest.v2+json\r\n"
)

// target is a registry with the benchmark's content in it.
type target struct {
	*server
	repo string // all repositories of this run are below it

	getTag, headTag, getDigest, headDigest [][]byte // requests, one for each of the tags
	tags                                   []byte   // request for the tag list
	tagDigest                              []string
	blob                                   string // digest of the 64 MiB blob

	pushes atomic.Int64
}

func digest(parts ...[]byte) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write(p)
	}
	return sum(h)
}

func sum(h hash.Hash) string { return "sha256:" + hex.EncodeToString(h.Sum(nil)) }

func random(cl *client, n int) []byte {
	b := make([]byte, n)
	for i := 0; i < n; i += 8 {
		var w [8]byte
		binary.LittleEndian.PutUint64(w[:], cl.rng.Uint64())
		copy(b[i:], w[:])
	}
	return b
}

func want(r response, err error, status int, what string) error {
	if err != nil {
		return err
	}
	if r.status != status {
		return fmt.Errorf("%s answered %d, not %d", what, r.status, status)
	}
	return nil
}

// pushBlob uploads a blob: POST and one PUT, or POST, one chunked PATCH and PUT.
func pushBlob(cl *client, repo, dgst string, patch bool, body ...[]byte) error {
	r, err := cl.do("POST", "/v2/"+repo+"/blobs/uploads/", "", nil, false, nil)
	if err := want(r, err, 202, "POST of an upload"); err != nil {
		return err
	}
	if patch {
		r, err = cl.do("PATCH", absolute(cl.host, r.location), "Content-Type: application/octet-stream\r\n", body, true, nil)
		if err := want(r, err, 202, "PATCH of an upload"); err != nil {
			return err
		}
		body = nil
	}
	query := "?digest="
	if bytes.IndexByte([]byte(r.location), '?') >= 0 {
		query = "&digest="
	}
	r, err = cl.do("PUT", absolute(cl.host, r.location)+query+dgst, "Content-Type: application/octet-stream\r\n", body, false, nil)
	return want(r, err, 201, "PUT of an upload")
}

type descriptor struct {
	MediaType string `json:"mediaType"`
	Digest    string `json:"digest"`
	Size      int    `json:"size"`
}

type manifest struct {
	SchemaVersion int               `json:"schemaVersion"`
	MediaType     string            `json:"mediaType"`
	Config        descriptor        `json:"config"`
	Layers        []descriptor      `json:"layers"`
	Annotations   map[string]string `json:"annotations,omitempty"`
}

// pushParts pushes a new config and new layers and returns their manifest.
func pushParts(cl *client, repo string, patch bool, layers, size int) (manifest, error) {
	m := manifest{SchemaVersion: 2, MediaType: manifestType}
	var ids []string
	for range layers {
		layer := random(cl, size)
		d := descriptor{layerType, digest(layer), size}
		if err := pushBlob(cl, repo, d.Digest, patch, layer); err != nil {
			return m, err
		}
		m.Layers = append(m.Layers, d)
		ids = append(ids, d.Digest)
	}
	config, _ := json.Marshal(map[string]any{
		"architecture": "amd64", "os": "linux", "created": "2025-01-01T00:00:00Z",
		"config": map[string]any{"Env": []string{"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}, "Cmd": []string{"/app"}},
		"rootfs": map[string]any{"type": "layers", "diff_ids": ids},
	})
	m.Config = descriptor{configType, digest(config), len(config)}
	return m, pushBlob(cl, repo, m.Config.Digest, patch, config)
}

func putManifest(cl *client, repo, tag string, m manifest) (string, error) {
	b, _ := json.Marshal(m)
	r, err := cl.do("PUT", "/v2/"+repo+"/manifests/"+tag, "Content-Type: "+manifestType+"\r\n", [][]byte{b}, false, nil)
	return digest(b), want(r, err, 201, "PUT of a manifest")
}

// pushImage pushes an image of which no part was pushed before, under a new tag.
func (t *target) pushImage(cl *client, worker int, patch bool, layers, size int) (repo, tag, dgst string, err error) {
	repo = fmt.Sprintf("%s/app%d", t.repo, worker)
	tag = fmt.Sprintf("v%d", t.pushes.Add(1))
	m, err := pushParts(cl, repo, patch, layers, size)
	if err != nil {
		return
	}
	dgst, err = putManifest(cl, repo, tag, m)
	return
}

// seed fills a repository with 1,000 tags, each of a manifest of its own, and
// another with a 64 MiB blob, and checks that both are served as they were pushed.
func (t *target) seed() error {
	cl := newClient(t.host)
	defer cl.close()
	repo := t.repo + "/image"
	m, err := pushParts(cl, repo, false, 8, smallLayer)
	if err != nil {
		return err
	}
	t.tagDigest = make([]string, tagCount)
	s := counted(t.server, 8, tagCount/8, func(cl *client, w, i int) (int64, error) {
		n := w*(tagCount/8) + i
		own := m
		own.Annotations = map[string]string{"org.opencontainers.image.version": fmt.Sprintf("1.0.%d", n)}
		var err error
		t.tagDigest[n], err = putManifest(cl, repo, tagName(n), own)
		return 0, err
	})
	if s.err != nil {
		return s.err
	}
	big := random(cl, blobSize)
	t.blob = digest(big)
	if err := pushBlob(cl, t.repo+"/big", t.blob, false, big); err != nil {
		return err
	}
	t.requests()
	return t.verify()
}

func tagName(n int) string { return fmt.Sprintf("v1.0.%d", n) }

// requests builds what the measures of reading send, beforehand.
func (t *target) requests() {
	build := func(method, path string) []byte {
		return fmt.Appendf(nil, "%s /v2/%s/image/%s HTTP/1.1\r\nHost: %s\r\nUser-Agent: slipway-bench\r\n%s\r\n", method, t.repo, path, t.host, accept)
	}
	t.getTag, t.headTag, t.getDigest, t.headDigest = nil, nil, nil, nil
	for n, d := range t.tagDigest {
		t.getTag = append(t.getTag, build("GET", "manifests/"+tagName(n)))
		t.headTag = append(t.headTag, build("HEAD", "manifests/"+tagName(n)))
		t.getDigest = append(t.getDigest, build("GET", "manifests/"+d))
		t.headDigest = append(t.headDigest, build("HEAD", "manifests/"+d))
	}
	t.tags = build("GET", fmt.Sprintf("tags/list?n=%d", tagCount))
}

func (t *target) verify() error {
	cl := newClient(t.host)
	defer cl.close()
	fetch := func(path, dgst string) error {
		h := sha256.New()
		r, err := cl.do("GET", "/v2/"+t.repo+path, accept, nil, false, h)
		if err := want(r, err, 200, "GET "+path); err != nil {
			return err
		}
		if got := sum(h); got != dgst {
			return fmt.Errorf("GET %s served %s, not %s", path, got, dgst)
		}
		return nil
	}
	for _, n := range []int{0, 1, tagCount / 2, tagCount - 1} {
		for _, ref := range []string{tagName(n), t.tagDigest[n]} {
			if err := fetch("/image/manifests/"+ref, t.tagDigest[n]); err != nil {
				return err
			}
			r, err := cl.do("HEAD", "/v2/"+t.repo+"/image/manifests/"+ref, accept, nil, false, new(bytes.Buffer))
			if err := want(r, err, 200, "HEAD of a manifest"); err != nil {
				return err
			}
			if r.digest != t.tagDigest[n] {
				return fmt.Errorf("HEAD of manifest %s told digest %q, not %q", ref, r.digest, t.tagDigest[n])
			}
		}
	}
	var body bytes.Buffer
	r, err := cl.do("GET", fmt.Sprintf("/v2/%s/image/tags/list?n=%d", t.repo, tagCount), "", nil, false, &body)
	if err := want(r, err, 200, "GET of the tag list"); err != nil {
		return err
	}
	var list struct{ Tags []string }
	if err := json.Unmarshal(body.Bytes(), &list); err != nil || len(list.Tags) != tagCount {
		return fmt.Errorf("the tag list has %d tags in one answer, not %d (%v)", len(list.Tags), tagCount, err)
	}
	return fetch("/big/blobs/"+t.blob, t.blob)
}

// listLength is the shortest body that 1,000 tags can have; every measured tag
// list must be longer.
const listLength = tagCount * len(`"v1.0.0",`)
