// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace kaba {

/// Lambdas joined to one visitor: std::visit(Overloaded{[](int) {…}, [](double) {…}}, variant).
template <class... Visitors>
struct Overloaded : Visitors... {
    using Visitors::operator()...;
};
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

} // namespace kaba
