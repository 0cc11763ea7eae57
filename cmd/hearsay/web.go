package main

import (
	"context"
	"errors"

	"hearsay/internal/page"
)

func web(address string) input {
	return input{address, func(ctx context.Context) ([]byte, page.Options, error) { return nil, page.Options{}, errors.New("later") }}
}
