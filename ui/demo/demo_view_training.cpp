// SPDX-License-Identifier: GPL-3.0-or-later
// A demo that trains a model: its run is started, paused and begun anew here.
#include "ui/demo/demo_view.h"
#include "ui/demo/training_bar.h"
#include "ui/demo/waiting_bar.h"

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
    const auto follow = [this] { m_training->setTraining(m_queue.isTraining()); };
    connect(&m_queue, &ComputeQueue::started, m_training, follow);
    connect(&m_queue, &ComputeQueue::computed, m_training, follow);
    connect(&m_queue, &ComputeQueue::failed, m_training, follow);
    connect(&m_queue, &ComputeQueue::cancelled, m_training, follow);
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
