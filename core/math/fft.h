// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <complex>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace kaba {

struct FftPlans;

/// The smallest even 2^a·3^b·5^c that is at least `size` (and at least 2): transforms of such sizes are fast.
std::size_t goodFftSize(std::size_t size);

/// A real transform of one size with its own aligned buffers; plans of equal size are shared.
/// Forward: X_k = Σ_j x_j e^{-2πijk/n}, k = 0…⌊n/2⌋ (the rest is the conjugate mirror). Inverse undoes it, 1/n included.
/// Making one takes a lock; transforms do not. One object serves one thread at a time. Cost O(n log n) for every n.
class RealFft {
public:
    explicit RealFft(std::size_t size); ///< requires size ≥ 1

    std::size_t size() const { return m_size; }
    std::size_t bins() const { return m_size / 2 + 1; }
    std::span<double> time() { return {m_time.get(), m_size}; }
    std::span<std::complex<double>> spectrum()
    {
        return {reinterpret_cast<std::complex<double>*>(m_spectrum.get()), bins()};
    }

    void forward(); ///< time() → spectrum(); time() is kept
    void inverse(); ///< spectrum() → time(); spectrum() is lost

    /// Of one forward transform, as its plan counts them: half of all additions and multiplications.
    std::uint64_t multiplyAdds() const;

private:
    struct Free {
        void operator()(double* memory) const;
    };
    using Buffer = std::unique_ptr<double[], Free>;
    static Buffer allocate(std::size_t count);

    std::size_t m_size;
    Buffer m_time, m_spectrum;
    std::shared_ptr<const FftPlans> m_plans;
};

/// a_k = a_k b_k. Requires equal lengths and finite numbers.
void multiplyInto(std::span<std::complex<double>> a, std::span<const std::complex<double>> b);

} // namespace kaba
