#pragma once

#include "kiosk/core/manifest.hpp"

#include <memory>

namespace guichet::ui {

/// The session of the sample screens: 159 baskets, one of them very large, of 11 producers.
[[nodiscard]] std::shared_ptr<const Manifest> sample_manifest();

} // namespace guichet::ui
