// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/ssm/state_space.h"

#include <Eigen/Core>

#include <string>
#include <vector>

namespace kaba {

/// A trained diagonal layer of H channels with n modes each: one system u ↦ y per channel, discretised by ZOH.
struct TrainedLayer {
    enum class Form {
        S4d, ///< each mode stands for itself and its conjugate: y = 2 Re Σ C_n x_n, λ per channel
        Dss, ///< modes as given: y = Re Σ W_n x_n, λ shared by all channels
    };

    Form form = Form::S4d;
    Eigen::VectorXd step;     ///< H
    Eigen::MatrixXcd lambda;  ///< H × n
    Eigen::MatrixXcd readout; ///< H × n
    Eigen::VectorXd direct;   ///< H: D, zero where the file has none

    Eigen::Index channels() const { return step.size(); }
    Eigen::Index modes() const { return lambda.cols(); }
    /// The continuous system of one channel, B_n = 1. Requires channel < channels().
    DiagonalStateSpace channel(Eigen::Index channel) const;
};

/// The layer of an NPZ file with the names of the public PyTorch modules, alone or at the end of a longer name
/// ("layers.0.kernel.C"), complex arrays also as a last axis of length 2 (torch.view_as_real):
/// S4D: log_dt (H), log_A_real and A_imag (H × n, or n for all channels), C (H × n), optional D (H);
///      Δ = exp(log_dt), λ = −exp(log_A_real) + i A_imag.
/// DSS-exp: log_dt (H), Lambda_log_neg_re and Lambda_im (n), W (H × n), optional D (H);
///      λ = −exp(Lambda_log_neg_re) + i Lambda_im.
/// Error::Input names the array that is missing, found twice, of another shape or not finite.
/// Source: state-spaces/s4 models/s4/s4d.py; ag1988/dss, version exp.
Result<TrainedLayer> readTrainedLayer(const Input& input);

/// The arrays of an S4D layer under the names above: what readTrainedLayer() reads back. Requires Form::S4d.
std::vector<NamedArray> layerArrays(const TrainedLayer& layer);

} // namespace kaba
