// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/processor.h"

#include "core/base/number_text.h"

#include <fmt/format.h>

#include <cblas.h>
#include <fstream>

namespace kaba {
namespace {

std::string modelName()
{
    std::ifstream facts("/proc/cpuinfo");
    for (std::string line; std::getline(facts, line);)
        if (const auto colon = line.find(':'); line.starts_with("model name") && colon != std::string::npos)
            return std::string(trimmed(std::string_view(line).substr(colon + 1)));
    return "unknown";
}

/// The widest vectors that a loop may be compiled for.
const char* vectors()
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f"))
        return "AVX-512";
    if (__builtin_cpu_supports("avx2"))
        return "AVX2";
#endif
    return "baseline";
}

} // namespace

std::string processorName()
{
    return fmt::format("{}, {}, OpenBLAS {}", modelName(), vectors(), openblas_get_corename());
}

} // namespace kaba
