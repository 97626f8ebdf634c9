// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/demo/input_source.h"

#include <QObject>

#include <filesystem>
#include <optional>
#include <string>

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

    /// How the file on show, or the one that was refused, is read; empty: as the file itself shows.
    std::string reading() const { return m_source ? m_source->reference.reading : std::string(); }
    /// Whether there is a file that may be text, read or refused.
    bool mayBeText() const;

    void put(std::shared_ptr<const Input> input); ///< at once; null: none
    void open(const std::filesystem::path& file); ///< the reader's wish: ends with opened() or refused()
    void reread(const std::string& reading); ///< the same file in another way, likewise; requires mayBeText()
    void look();                             ///< how it comes out: ends with looked(); requires mayBeText()
    void restore(const InputReference& reference); ///< a session's: ends with restored() or refused()
    /// The same for a recipe, whose file may lie beside it.
    void restoreFor(const std::filesystem::path& recipe, const InputReference& reference);

Q_SIGNALS:
    void started(const QString& name);
    void opened();
    void restored();
    void refused(const kaba::Text& reason); ///< input() stays what it was
    void looked(const kaba::Result<kaba::TextLook>& look);

private:
    void adopt(std::shared_ptr<const Input> input);
    void bringBack(InputSource::Place place, const std::filesystem::path& path,
                   const InputReference& reference);
    void read(void (DemoInput::*done)());

    QThreadPool& m_pool;
    std::optional<InputStore> m_store;
    std::shared_ptr<const Input> m_input;
    std::optional<InputReference> m_reference;
    std::optional<InputSource> m_source; ///< of the file that was last asked for
    bool m_restoring = false;
    int m_wish = 0, m_glance = 0; ///< count what was asked for, so that an older answer is known as such
};

} // namespace kaba
