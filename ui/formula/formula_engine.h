// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/formula/formula.h"

#include <QByteArray>
#include <QObject>

#include <atomic>
#include <memory>

class QJSEngine;

namespace kaba {

/// MathJax at work, in whatever thread the object lives in. The bundle is read when the first formula comes.
class FormulaEngine : public QObject {
    Q_OBJECT
public:
    explicit FormulaEngine(QString bundle);
    ~FormulaEngine() override;

    /// The answer as JSON text, for formulaFrom().
    QByteArray draw(const FormulaSource& source);

    /// From any thread: ends the formula in work, or the next one, with the mistake "TooLong".
    void interrupt();

private:
    bool start();

    QString m_bundle;
    std::unique_ptr<QJSEngine> m_engine;
    std::atomic<QJSEngine*> m_running = nullptr;
};

} // namespace kaba
