// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure_io/input_store.h"
#include "ui/demo/input_reader.h"

#include <QObject>

#include <filesystem>
#include <optional>

class QThreadPool;

namespace kaba {

/// The reader's own file in a demo: read off the GUI thread, a copy kept for the next start, and brought back from
/// it. The newest wish wins over one that is still being read.
class DemoInput : public QObject {
    Q_OBJECT
public:
    explicit DemoInput(QThreadPool& pool, QObject* parent = nullptr);

    /// Where copies are kept; without one none is.
    void setStore(const InputStore& store) { m_store = store; }

    const std::shared_ptr<const Input>& input() const { return m_input; }
    /// What a session has to remember: also of a file that is still awaited or could not be brought back.
    const std::optional<InputReference>& reference() const { return m_reference; }
    bool isRestoring() const { return m_restoring; }

    void put(std::shared_ptr<const Input> input);  ///< at once; null: none
    void open(const std::filesystem::path& file);  ///< the reader's wish: ends with opened() or refused()
    void restore(const InputReference& reference); ///< a session's: ends with restored() or refused()
    /// The same for a recipe, whose file may lie beside it.
    void restoreFor(const std::filesystem::path& recipe, const InputReference& reference);

Q_SIGNALS:
    void reading(const QString& name);
    void opened();
    void restored();
    void refused(const kaba::Text& reason); ///< input() stays what it was

private:
    void read(const QString& name, std::function<InputResult()> work, void (DemoInput::*done)());

    QThreadPool& m_pool;
    std::optional<InputStore> m_store;
    std::shared_ptr<const Input> m_input;
    std::optional<InputReference> m_reference;
    bool m_restoring = false;
    int m_wish = 0; ///< counts what was asked for, so that an older answer is known as such
};

} // namespace kaba
