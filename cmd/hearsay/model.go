package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"hearsay"
	places "hearsay/data/gazetteer"
	"hearsay/data/weights"
	"hearsay/internal/calibrate"
	"hearsay/internal/gazetteer"
	"hearsay/internal/neural"
)

// kernels are the values of --kernel.
var kernels = []struct {
	name   string
	kernel neural.Kernel
}{{"auto", neural.Auto}, {"f32", neural.F32}, {"portable", neural.Portable}, {"w8a16", neural.W8A16}, {"w8a8", neural.W8A8}}

func kernelNames() string {
	var names []string
	for _, k := range kernels {
		names = append(names, k.name)
	}
	return strings.Join(names, "|")
}

func parseKernel(name string) (neural.Kernel, error) {
	for _, k := range kernels {
		if k.name == name {
			return k.kernel, nil
		}
	}
	return 0, invalid("read", "Give --kernel "+kernelNames()+".", "no kernel %q", name)
}

// loadModel loads the embedded model if path is empty, none at all if it is
// "none", and else the model in the folder at path.
func loadModel(path string, o neural.Options) (*neural.Model, error) {
	if path == "none" {
		return nil, nil
	}
	files, kind, hint := fs.FS(weights.FS), hearsay.Internal, "This copy of hearsay is damaged: build or fetch it again, or read with --model none."
	if path != "" {
		files, kind, hint = os.DirFS(path), hearsay.Unreadable, "Give --model a folder with reader.safetensors, labels.json and vocab.txt, or none."
	}
	m, err := neural.Load(files, o)
	if err == nil {
		return m, nil
	}
	if path != "" && errors.Is(err, fs.ErrNotExist) {
		kind = hearsay.NotFound
	}
	return nil, &hearsay.Error{Op: "neural.Load", Kind: kind, Err: fmt.Errorf("%w", err), Hint: hint}
}

// loadConfidence loads what the scores of m are worth, from beside its weights,
// which path names as for [loadModel]. It returns nil if that is not known: for
// no model, and for one that comes without it.
func loadConfidence(path string, m *neural.Model) (*calibrate.Maps, error) {
	if m == nil {
		return nil, nil
	}
	files, hint := fs.FS(weights.FS), "This copy of hearsay is damaged: build or fetch it again."
	if path != "" {
		files, hint = os.DirFS(path), "Fit it again with hearsay-eval -fit confidence, or take "+calibrate.File+" out of the folder: records then state their scores."
	}
	maps, err := calibrate.Load(files, m.Name())
	if err != nil {
		return nil, &hearsay.Error{Op: "calibrate.Load", Kind: hearsay.Unreadable, Err: err, Hint: hint}
	}
	return maps, nil
}

// openGazetteer opens the embedded gazetteer if path is empty, none at all if
// it is "none", and else the one in the file at path.
func openGazetteer(path string) (*gazetteer.Gazetteer, error) {
	switch path {
	case "none":
		return nil, nil
	case "":
		return gazetteer.Open(places.File)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		kind := hearsay.Unreadable
		if errors.Is(err, fs.ErrNotExist) {
			kind = hearsay.NotFound
		}
		return nil, &hearsay.Error{Op: "gazetteer.Open", Kind: kind, Err: err, Hint: "Give --gazetteer a file made by hearsay gazetteer import, or none."}
	}
	return gazetteer.Open(b)
}
