// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/catalogue/library.h"

#include <QTemporaryDir>

#include <stdexcept>

namespace kaba::test {

/// A library in a folder of its own, gone with this object. The shipped facts are in it.
class TemporaryLibrary {
public:
    TemporaryLibrary()
        : m_library(opened())
    {}

    std::filesystem::path path() const { return m_folder.path().toStdString(); }
    Library& operator*() const { return *m_library; }
    Library* operator->() const { return m_library.get(); }

    /// A second window on the same library.
    std::unique_ptr<Library> opened() const
    {
        auto library = Library::open(path());
        if (!library)
            throw std::runtime_error(library.error().message.en);
        return std::move(*library);
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Library> m_library;
};

} // namespace kaba::test
