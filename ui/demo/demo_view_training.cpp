// SPDX-License-Identifier: GPL-3.0-or-later
// A demo that trains a model: its run is started, paused and begun anew here.
#include "ui/demo/demo_view.h"
#include "ui/demo/training_bar.h"
#include "ui/demo/waiting_bar.h"

#include <algorithm>

namespace kaba {

void DemoView::connectTraining()
{
    if (!m_training)
        return;
    connect(m_training, &TrainingBar::trainWanted, this, [this] { train(Work::Resume); });
    connect(m_training, &TrainingBar::startAgainWanted, this, [this] { train(Work::Afresh); });
    connect(m_training, &TrainingBar::tableWanted, this, [this] { train(Work::Missing); });
    connect(m_training, &TrainingBar::pauseWanted, this, &DemoView::compute);
    connect(&m_queue, &ComputeQueue::told, m_training, &TrainingBar::setStatus);
    const auto follow = [this] {
        m_training->setTraining(m_queue.isTraining());
        showTrainingBar();
    };
    connect(&m_queue, &ComputeQueue::started, m_training, follow);
    connect(&m_queue, &ComputeQueue::computed, m_training, follow);
    connect(&m_queue, &ComputeQueue::failed, m_training, follow);
    connect(&m_queue, &ComputeQueue::cancelled, m_training, follow);
    m_training->setHasTable(!trainsBeside(m_demo));
    showTrainingBar();
}

/// A demo that has other things to show as well keeps its bar for the panels of the training, or while it trains.
void DemoView::showTrainingBar()
{
    if (m_training)
        m_training->setVisible(!trainsBeside(m_demo) || m_queue.isTraining() ||
                               std::ranges::any_of(shownPanels(), [](const std::string& panel) {
                                   return panel.starts_with(kTrainingPanels);
                               }));
}

void DemoView::train(Work work)
{
    m_work = work;
    m_queue.request(nextRequest(), {.work = work, .runs = m_runs});
}

void DemoView::computeOn()
{
    if (m_queue.isTraining())
        train(m_work == Work::Missing ? Work::Missing : Work::Resume);
    else
        compute();
}

/// The bar of a training tells more than one that covers its curve.
void DemoView::awaitAnswer()
{
    if (!m_queue.isTraining())
        m_waiting->begin();
}

} // namespace kaba
