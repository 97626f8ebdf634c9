// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/optimiser.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace kaba::learn {

template <class Scalar>
AdamW<Scalar>::AdamW(const Weights<Scalar>& weights, const AdamWSettings& settings)
    : m_settings(settings)
    , m_state{.mean = std::vector<Scalar>(weights.values().size()),
              .square = std::vector<Scalar>(weights.values().size())}
{}

template <class Scalar>
void AdamW<Scalar>::step(Weights<Scalar>& weights, std::span<const Scalar> gradient, double factor)
{
    assert(gradient.size() == m_state.mean.size() && weights.values().size() == gradient.size());
    const auto time = static_cast<double>(++m_state.steps);
    const auto beta1 = static_cast<Scalar>(m_settings.beta1);
    const auto beta2 = static_cast<Scalar>(m_settings.beta2);
    const auto epsilon = static_cast<Scalar>(m_settings.epsilon);
    const auto meanScale = static_cast<Scalar>(1 / (1 - std::pow(m_settings.beta1, time)));
    const auto squareScale = static_cast<Scalar>(1 / (1 - std::pow(m_settings.beta2, time)));
    for (const auto& entry : weights.entries()) {
        const GroupSettings& group = m_settings.groups[static_cast<std::size_t>(entry.group)];
        const double rate = factor * std::min(m_settings.rate, group.mostRate);
        const auto eta = static_cast<Scalar>(rate);
        const auto kept = static_cast<Scalar>(1 - rate * group.decay);
        Scalar* theta = weights.values().data() + entry.ref.offset;
        Scalar* mean = m_state.mean.data() + entry.ref.offset;
        Scalar* square = m_state.square.data() + entry.ref.offset;
        const Scalar* slope = gradient.data() + entry.ref.offset;
        for (Index i = 0; i < entry.ref.shape.size(); ++i) {
            mean[i] = beta1 * mean[i] + (1 - beta1) * slope[i];
            square[i] = beta2 * square[i] + (1 - beta2) * slope[i] * slope[i];
            theta[i] =
                kept * theta[i] - eta * mean[i] * meanScale / (std::sqrt(square[i] * squareScale) + epsilon);
        }
    }
}

double Schedule::factor(Index step) const
{
    if (step < warmUp)
        return static_cast<double>(step + 1) / static_cast<double>(warmUp);
    const double part =
        static_cast<double>(step - warmUp) / static_cast<double>(std::max<Index>(1, steps - warmUp));
    switch (decay) {
    case Decay::None:
        return 1;
    case Decay::Linear:
        return floor + (1 - floor) * (1 - part);
    case Decay::Cosine:
        return floor + (1 - floor) * (1 + std::cos(std::numbers::pi * part)) / 2;
    }
    return 1;
}

template <class Scalar>
double clipNorm(std::span<Scalar> gradient, double most)
{
    double square = 0;
    for (const Scalar slope : gradient)
        square += static_cast<double>(slope) * static_cast<double>(slope);
    const double norm = std::sqrt(square);
    if (norm > most)
        for (Scalar& slope : gradient)
            slope *= static_cast<Scalar>(most / norm);
    return norm;
}

template class AdamW<float>;
template class AdamW<double>;
template double clipNorm(std::span<float>, double);
template double clipNorm(std::span<double>, double);

} // namespace kaba::learn
