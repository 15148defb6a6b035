#pragma once
// Pictograms of our own, drawn with strokes of one weight on a square of 24 × 24.

#include "kiosk/ui/geometry.hpp"
#include "kiosk/ui/theme.hpp"

#include <cstdint>

namespace guichet::ui {

enum class Icon : std::uint8_t {
    none,
    check,
    cross,
    crate,
    basket,
    snowflake,
    thermometer,
    sun,
    leaf,
    printer,
    camera,
    network,
    hand,
    search,
    keyboard,
    back,
    forward,
    up,
    down,
    undo,
    lock,
    warning,
    information,
    person,
    clock,
    receipt,
    qr_code,
    globe,
    erase,
    plus,
    minus,
    store,
    phone,
    list,
    scanner,
    flag,
    scales,
    space,
    pause,
    swap,
};

/// Draws the icon as large as the square fits into the rectangle, in its middle.
void draw_icon(ImDrawList& draw, Icon icon, const Rect& rect, Colour colour);

/// The icon of a storage class.
[[nodiscard]] Icon icon_of(StorageClass storage);

} // namespace guichet::ui
