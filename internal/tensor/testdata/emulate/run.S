# What TestEmulated runs: calls every case of cases.bin and writes "." or "F"
# to port 0xe9. A case is 16 words: the function, its 12 words of arguments and
# results on the stack (Go's ABI0), then where the outcome lies, where the
# expected one, and how many bytes.
.code64
.globl _start
_start:
  mov $'<', %al
  out %al, $0xe9
  lea cases(%rip), %rbp
  mov (%rbp), %r12
  add $8, %rbp
next:
  test %r12, %r12
  jz done
  push %rbp
  push %r12
  sub $96, %rsp
  lea 8(%rbp), %rsi
  mov %rsp, %rdi
  mov $12, %rcx
  cld
  rep movsq
  call *(%rbp)
  mov 96(%rsp), %r12
  mov 104(%rsp), %rbp
  mov %rsp, %rsi          # results come back to the case
  lea 8(%rbp), %rdi
  mov $12, %rcx
  rep movsq
  add $112, %rsp
  mov 104(%rbp), %rsi
  mov 112(%rbp), %rdi
  mov 120(%rbp), %rcx
  repe cmpsb
  mov $'.', %al
  je write
  mov $'F', %al
write:
  out %al, $0xe9
  add $128, %rbp
  dec %r12
  jmp next
done:
  mov $'>', %al
  out %al, $0xe9
  mov $10, %al
  out %al, $0xe9
halt:
  hlt
  jmp halt
.org 0x200
cases:
.incbin "cases.bin"
.balign 16384
