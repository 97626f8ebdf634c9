// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Put before a hot loop's function: the compiler makes an AVX-512, an AVX2 and a plain copy of it and the
/// program picks one at start. Such functions have internal linkage and take plain pointers or spans.
/// Empty under sanitizers: the resolver runs before ThreadSanitizer is ready and crashes.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__) &&      \
    !defined(__SANITIZE_ADDRESS__)
#define KABA_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define KABA_CLONES
#endif
