// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"

#include <QHash>
#include <QWidget>

#include <optional>

class QComboBox;
class QStackedLayout;
class QThreadPool;

namespace kaba {

class DemoView;

/// The demos that have something to say about a paper: first the one that bears its id, then in the order of the
/// program.
std::vector<const Demo*> demosOf(const QString& paper);

/// The live demos of the paper on show, one at a time. A view is made when its demo is first wanted and kept:
/// coming back finds it as it was left, whichever paper it is reached from.
class DemoDeck : public QWidget {
    Q_OBJECT
public:
    explicit DemoDeck(QThreadPool& pool, QWidget* parent = nullptr);

    /// Offers the demos of the paper and shows `preferred`, or the first. False where there is none.
    bool showDemosOf(const QString& paper, const QString& preferred = {});
    DemoView* current() const; ///< null where there is none
    QList<DemoView*> views() const;
    void setLanguage(Language language);
    /// Every demo as a presentation shows it, see DemoView.
    void setPresented(std::optional<double> scale);

Q_SIGNALS:
    void viewMade(kaba::DemoView* view);
    void currentChanged(kaba::DemoView* view);

protected:
    void changeEvent(QEvent* event) override;

private:
    DemoView* viewOf(const Demo& demo);
    void showDemo(const QString& id);
    void fillChooser();
    void showChooser();
    void retranslate();

    QThreadPool& m_pool;
    Language m_language = Language::English;
    std::vector<const Demo*> m_offered;
    QHash<QString, DemoView*> m_views;
    std::optional<double> m_presented;
    QComboBox* m_chooser;
    QStackedLayout* m_stack;
    QWidget* m_empty;
};

} // namespace kaba
