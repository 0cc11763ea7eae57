package postgrestest

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// An OwnServer is a server that a test may restart.
type OwnServer struct {
	Address string // of an empty database
	bin     string // folder of its programs
	data    string
	port    int
}

// Own starts a server that is the test's own, and goes with it. The programs are
// those of Debian's packages; without them the test is skipped, or fails as with
// [Server].
func Own(t testing.TB) *OwnServer {
	t.Helper()
	Server(t) // where there is none, there is to be no other
	o := &OwnServer{bin: programs(t)}
	dir, err := os.MkdirTemp("", "hearsay-postgres")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	o.data = filepath.Join(dir, "data")
	if err := os.Mkdir(o.data, 0o700); err != nil {
		t.Fatal(err)
	}
	if who := owner(t); who != nil {
		for _, d := range []string{dir, o.data} {
			if err := os.Chown(d, int(who.Uid), int(who.Gid)); err != nil {
				t.Fatal(err)
			}
		}
	}
	o.run(t, "initdb", "-D", o.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	o.port = l.Addr().(*net.TCPAddr).Port
	l.Close()
	o.start(t)
	t.Cleanup(func() { o.command(t, "pg_ctl", "-D", o.data, "-s", "-m", "immediate", "stop").Run() })
	o.Address = fmt.Sprintf("postgres://postgres@127.0.0.1:%d/postgres", o.port)
	return o
}

// programs returns the folder of the server's programs.
func programs(t testing.TB) string {
	t.Helper()
	all, _ := filepath.Glob("/usr/lib/postgresql/*/bin/pg_ctl")
	slices.Sort(all)
	if p, err := exec.LookPath("pg_ctl"); err == nil {
		all = append(all, p)
	}
	if len(all) == 0 {
		if os.Getenv("HEARSAY_CI") != "" {
			t.Fatal("the programs of PostgreSQL are not installed")
		}
		t.Skip("the programs of PostgreSQL are not installed")
	}
	return filepath.Dir(all[0])
}

// owner returns whom the server runs as where this process may not run it.
func owner(t testing.TB) *syscall.Credential {
	t.Helper()
	if os.Geteuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		t.Skip("there is no user to run the server as: ", err)
	}
	uid, _ := strconv.ParseUint(u.Uid, 10, 32)
	gid, _ := strconv.ParseUint(u.Gid, 10, 32)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

func (o *OwnServer) command(t testing.TB, name string, args ...string) *exec.Cmd {
	c := exec.Command(filepath.Join(o.bin, name), args...)
	c.Dir = o.data
	if who := owner(t); who != nil {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: who}
	}
	return c
}

func (o *OwnServer) run(t testing.TB, name string, args ...string) {
	t.Helper()
	if out, err := o.command(t, name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

func (o *OwnServer) start(t testing.TB) {
	t.Helper()
	o.run(t, "pg_ctl", "-D", o.data, "-s", "-w", "-l", filepath.Join(o.data, "log"), "-o", strings.Join([]string{
		"-c listen_addresses=127.0.0.1", "-c port=" + strconv.Itoa(o.port), "-c unix_socket_directories=''", "-c fsync=off"}, " "), "start")
}

// Restart stops the server as if it crashed, and starts it again.
func (o *OwnServer) Restart(t testing.TB) {
	t.Helper()
	o.run(t, "pg_ctl", "-D", o.data, "-s", "-m", "immediate", "stop")
	time.Sleep(300 * time.Millisecond)
	o.start(t)
	for begin := time.Now(); ; time.Sleep(50 * time.Millisecond) { // it mends itself first
		c, err := pgx.Connect(context.Background(), o.Address)
		if err == nil {
			c.Close(context.Background())
			return
		}
		if time.Since(begin) > time.Minute {
			t.Fatal(err)
		}
	}
}
