// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/fft.h"

#include <fftw3.h>

#include <cassert>
#include <map>
#include <mutex>
#include <new>

namespace kaba {

namespace {

// Only execution is safe on several threads: every plan is made and destroyed under this lock.
std::mutex& plannerLock()
{
    static std::mutex lock;
    return lock;
}

fftw_complex* asFftw(double* memory) { return reinterpret_cast<fftw_complex*>(memory); }

constexpr std::size_t kCachedSizes = 128;

bool isSmooth(std::size_t size)
{
    for (const std::size_t prime : {2U, 3U, 5U})
        while (size % prime == 0)
            size /= prime;
    return size == 1;
}

} // namespace

struct FftPlans {
    FftPlans(std::size_t size, double* time, double* spectrum)
    {
        const std::lock_guard lock(plannerLock());
        const auto n = static_cast<int>(size);
        forward = fftw_plan_dft_r2c_1d(n, time, asFftw(spectrum), FFTW_ESTIMATE | FFTW_PRESERVE_INPUT);
        inverse = fftw_plan_dft_c2r_1d(n, asFftw(spectrum), time, FFTW_ESTIMATE | FFTW_DESTROY_INPUT);
    }
    ~FftPlans()
    {
        const std::lock_guard lock(plannerLock());
        fftw_destroy_plan(forward);
        fftw_destroy_plan(inverse);
    }
    FftPlans(const FftPlans&) = delete;
    FftPlans& operator=(const FftPlans&) = delete;

    fftw_plan forward = nullptr;
    fftw_plan inverse = nullptr;
};

namespace {

// FFTW_ESTIMATE reads the buffers' alignment only, so the plans serve every other RealFft of this size.
std::shared_ptr<const FftPlans> plansFor(std::size_t size, double* time, double* spectrum)
{
    plannerLock(); // made first, so that it outlives the cache
    static std::mutex lock;
    static std::map<std::size_t, std::shared_ptr<const FftPlans>> cache;
    const std::lock_guard guard(lock);
    if (const auto found = cache.find(size); found != cache.end())
        return found->second;
    if (cache.size() >= kCachedSizes)
        cache.clear();
    return cache.emplace(size, std::make_shared<const FftPlans>(size, time, spectrum)).first->second;
}

} // namespace

std::size_t goodFftSize(std::size_t size)
{
    std::size_t good = size < 2 ? 2 : size + size % 2;
    while (!isSmooth(good))
        good += 2;
    return good;
}

void RealFft::Free::operator()(double* memory) const { fftw_free(memory); }

RealFft::Buffer RealFft::allocate(std::size_t count)
{
    Buffer buffer(fftw_alloc_real(count));
    if (!buffer)
        throw std::bad_alloc();
    return buffer;
}

RealFft::RealFft(std::size_t size)
    : m_size(size)
    , m_time(allocate(size))
    , m_spectrum(allocate(2 * (size / 2 + 1)))
    , m_plans(plansFor(size, m_time.get(), m_spectrum.get()))
{
    assert(size >= 1);
}

std::uint64_t RealFft::multiplyAdds() const
{
    double additions = 0;
    double multiplications = 0;
    double fused = 0;
    fftw_flops(m_plans->forward, &additions, &multiplications, &fused);
    return static_cast<std::uint64_t>((additions + multiplications) / 2 + fused);
}

// Written out: std::complex's own product looks for infinities in every element.
void multiplyInto(std::span<std::complex<double>> a, std::span<const std::complex<double>> b)
{
    for (std::size_t k = 0; k < a.size(); ++k)
        a[k] = {a[k].real() * b[k].real() - a[k].imag() * b[k].imag(),
                a[k].real() * b[k].imag() + a[k].imag() * b[k].real()};
}

void RealFft::forward() { fftw_execute_dft_r2c(m_plans->forward, m_time.get(), asFftw(m_spectrum.get())); }

void RealFft::inverse()
{
    fftw_execute_dft_c2r(m_plans->inverse, asFftw(m_spectrum.get()), m_time.get());
    const double scale = 1 / static_cast<double>(m_size);
    for (double& value : time())
        value *= scale;
}

} // namespace kaba
