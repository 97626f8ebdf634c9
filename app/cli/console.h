// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kaba {

/// Results go to standard output, messages and progress to standard error, in the reader's language.
class Console {
public:
    explicit Console(Language language)
        : m_language(language)
    {}

    Language language() const { return m_language; }
    void say(const Text& message) const; ///< "kaba: …" on standard error
    /// All of `bytes` to standard output; Error::Io where it does not take them.
    Status print(std::string_view bytes) const;
    /// A context that shows progress on standard error where that is a terminal.
    RunContext progress(std::string_view label) const;
    /// Shows where a training stands: on a terminal in place, else a line now and then.
    std::function<void(const Text&)> training(std::string_view label) const;
    void endProgress() const;

private:
    Language m_language;
};

/// Rows as aligned columns, by the width that letters take in a terminal. The last column is not padded.
std::string aligned(const std::vector<std::vector<std::string>>& rows);

/// What the shell is told about an error (contract of the command line).
int exitCode(Error::Kind kind);

} // namespace kaba
