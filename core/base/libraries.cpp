// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/libraries.h"

#include <Eigen/Core>
#include <fftw3.h>
#include <fmt/core.h>
#include <nlohmann/json.hpp>
#include <sndfile.h>
#include <zip.h>

#include <cblas.h>

namespace kaba {

std::vector<LibraryFact> coreLibraries()
{
    const std::string eigen =
        fmt::format("{}.{}.{}", EIGEN_WORLD_VERSION, EIGEN_MAJOR_VERSION, EIGEN_MINOR_VERSION);
    const std::string json = fmt::format("{}.{}.{}", NLOHMANN_JSON_VERSION_MAJOR, NLOHMANN_JSON_VERSION_MINOR,
                                         NLOHMANN_JSON_VERSION_PATCH);
    const std::string fmtVersion =
        fmt::format("{}.{}.{}", FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100);
    return {
        {"Eigen", eigen, "MPL-2.0"},
        {"OpenBLAS", openblas_get_config(), "BSD-3-Clause"},
        {"FFTW", fftw_version, "GPL-2.0-or-later"},
        {"libsndfile", sf_version_string(), "LGPL-2.1-or-later"},
        {"libzip", zip_libzip_version(), "BSD-3-Clause"},
        {"{fmt}", fmtVersion, "MIT"},
        {"JSON for Modern C++", json, "MIT"},
    };
}

} // namespace kaba
