# The boot sector of TestEmulated: loads SECTORS sectors to 0x10000, turns on
# 64-bit mode and AVX-512, and jumps there. No interrupts, no system.
.code16
.globl _start
_start:
  cli
  xor %ax, %ax
  mov %ax, %ds
  mov %ax, %es
  mov %ax, %ss
  mov $0x7c00, %sp
  mov %dl, drive
  mov $SECTORS, %cx
read:
  mov $0x42, %ah          # 32 sectors, 16 KB, at a time
  mov drive, %dl
  mov $packet, %si
  int $0x13
  addw $0x400, segment
  addl $32, sector
  sub $32, %cx
  ja read
  in $0x92, %al           # address line 20
  or $2, %al
  out %al, $0x92
  mov $0x1000, %edi       # page tables: the first gigabyte as it lies
  mov $0x3000, %ecx
  xor %eax, %eax
  cld
  rep stosb
  movl $0x2003, 0x1000
  movl $0x3003, 0x2000
  mov $0x3000, %edi
  mov $0x83, %eax
  mov $512, %ecx
1:
  mov %eax, (%edi)
  add $0x200000, %eax
  add $8, %edi
  loop 1b
  mov %cr4, %eax
  or $0x40620, %eax       # PAE, OSFXSR, OSXMMEXCPT, OSXSAVE
  mov %eax, %cr4
  mov $0x1000, %eax
  mov %eax, %cr3
  mov $0xc0000080, %ecx   # EFER: long mode
  rdmsr
  or $0x100, %eax
  wrmsr
  lgdt table
  mov %cr0, %eax
  or $0x80000003, %eax
  and $0xfffffffb, %eax
  mov %eax, %cr0
  ljmp $8, $long
.code64
long:
  mov $16, %ax
  mov %ax, %ds
  mov %ax, %es
  mov %ax, %ss
  xor %ecx, %ecx          # XCR0: x87, SSE, AVX, AVX-512
  mov $0xe7, %eax
  xor %edx, %edx
  xsetbv
  mov $0x9f000, %rsp
  mov $0x10000, %rax
  jmp *%rax
.balign 8
descriptors:
  .quad 0, 0x00af9a000000ffff, 0x00cf92000000ffff
table:
  .word 23
  .long descriptors
drive:
  .byte 0
.balign 4
packet:
  .byte 16, 0
  .word 32, 0
segment:
  .word 0x1000
sector:
  .quad 1
.org 510
.word 0xaa55
