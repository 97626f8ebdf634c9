// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/formula/formula_cache.h"

#include <QList>
#include <QObject>
#include <QThread>
#include <QTimer>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace kaba {

class FormulaEngine;

/// Draws formulas in a thread of its own. What was drawn once is at hand at once, in this run and in later ones.
/// GUI thread only.
class Formulas : public QObject {
    Q_OBJECT
public:
    /// `bundle`: MathJax with our entry point; empty: nothing can be drawn, and formulas are shown as LaTeX.
    Formulas(QString bundle, const QString& cacheFolder, QObject* parent = nullptr);
    ~Formulas() override;

    /// The one that documents use where nobody names another: the program's bundle, the user's cache. It lives as
    /// long as the application object.
    static Formulas& shared();

    bool canDraw() const { return !m_bundle.isEmpty(); }
    const QString& bundle() const { return m_bundle; }

    /// The answer if it is known, without waiting.
    std::shared_ptr<const FormulaAnswer> find(const FormulaSource& source) { return m_cache.find(source); }

    /// The answer, worked out while the caller waits: for paper, where nothing may be missing. Nothing where
    /// nothing can be drawn.
    std::shared_ptr<const FormulaAnswer> draw(const FormulaSource& source);

    /// Has `sources` drawn for `reader` in place of what it wanted before: who types gets the newest text, and
    /// nothing is drawn that nobody waits for. The last to ask is served first. answered() tells of each.
    void want(const QObject* reader, QList<FormulaSource> sources);

Q_SIGNALS:
    void answered(const kaba::FormulaSource& source);

private:
    void forget(const QObject* reader);
    void next();
    void take(const FormulaSource& source, const QByteArray& json);

    QString m_bundle;
    FormulaCache m_cache;
    std::vector<std::pair<const QObject*, QList<FormulaSource>>> m_wanted; ///< the last to ask is at the back
    bool m_busy = false;
    QTimer m_patience;
    QThread m_thread;
    FormulaEngine* m_engine;
};

} // namespace kaba
