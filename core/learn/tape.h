// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/arena.h"
#include "core/math/fft.h"

#include <Eigen/Core>

#include <algorithm>
#include <map>
#include <type_traits>

namespace kaba::learn {

/// batch × length × channels, the channels of one position next to each other.
struct Shape {
    Index batch = 1, length = 1, channels = 1;

    Index rows() const { return batch * length; }
    Index size() const { return rows() * channels; }
    bool operator==(const Shape&) const = default;
};

/// A view of an array and of the gradient of the loss with respect to it. Whoever made it (a Tape, a Weights) owns
/// both; copies see the same numbers.
template <class Scalar>
struct Tensor {
    Shape shape = {};
    Scalar* value = nullptr;    ///< shape.size() numbers
    Scalar* gradient = nullptr; ///< as many; operations add to it

    Index size() const { return shape.size(); }
};

template <class Scalar>
using RowMatrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
template <class Scalar>
using RowMap = Eigen::Map<RowMatrix<Scalar>>;

/// The (batch · length) × channels matrix of the values, of the gradients.
template <class Scalar>
RowMap<Scalar> valueRows(const Tensor<Scalar>& tensor)
{
    return {tensor.value, tensor.shape.rows(), tensor.shape.channels};
}
template <class Scalar>
RowMap<Scalar> gradientRows(const Tensor<Scalar>& tensor)
{
    return {tensor.gradient, tensor.shape.rows(), tensor.shape.channels};
}

/// Whether a tape keeps what a backward pass needs.
enum class Keeping { Gradients, Nothing };

/// Reverse-mode differentiation: every operation computes its output at once and leaves a step that carries the
/// output's gradient back to its inputs; backward() runs the steps from the last to the first. Tensors and steps lie in
/// one arena, so a step of training like the one before allocates nothing. One tape serves one thread.
/// Source: Griewank and Walther, Evaluating Derivatives (2nd ed.), 3.2.
template <class Scalar>
class Tape {
public:
    /// With Keeping::Nothing tensors have no gradient and there is no backward(): for evaluation.
    explicit Tape(Keeping keeping = Keeping::Gradients)
        : m_keeping(keeping)
    {}

    /// Values not set, gradients 0.
    Tensor<Scalar> tensor(Shape shape)
    {
        if (m_keeping == Keeping::Nothing)
            return {shape, scratch(shape.size())};
        Tensor<Scalar> made{shape, scratch(shape.size()), scratch(shape.size())};
        std::fill_n(made.gradient, made.size(), Scalar(0));
        return made;
    }
    /// `count` numbers, not set, that live as long as the tensors.
    Scalar* scratch(Index count) { return m_arena.take<Scalar>(count); }
    Arena& arena() { return m_arena; }

    /// The real transform of that size, kept by the tape.
    RealFft& fft(std::size_t size) { return m_ffts.try_emplace(size, size).first->second; }

    /// `step()` runs in backward(), after all that were recorded later. It is copied into the arena and never destroyed:
    /// it may capture tensors, pointers and numbers.
    template <class Step>
    void onBackward(Step step)
    {
        static_assert(std::is_trivially_copyable_v<Step> && std::is_trivially_destructible_v<Step>);
        if (m_keeping == Keeping::Nothing)
            return;
        Step* kept = new (m_arena.take<Step>(1)) Step(step);
        m_last =
            new (m_arena.take<Node>(1)) Node{[](void* it) { (*static_cast<Step*>(it))(); }, kept, m_last};
    }

    /// Carries the gradients that stand in the outputs back to everything they were computed from: set the loss's to 1
    /// before. Once for each recording.
    void backward()
    {
        for (const Node* node = m_last; node != nullptr; node = node->previous)
            node->run(node->step);
    }

    /// Forgets tensors and steps; the memory stays.
    void clear()
    {
        m_arena.clear();
        m_last = nullptr;
    }

private:
    struct Node {
        void (*run)(void*) = nullptr;
        void* step = nullptr;
        const Node* previous = nullptr;
    };

    Keeping m_keeping;
    Arena m_arena;
    std::map<std::size_t, RealFft> m_ffts;
    const Node* m_last = nullptr;
};

} // namespace kaba::learn
