#pragma once
// What was drawn with which colour, for the tests of contrast.

#include "kiosk/ui/geometry.hpp"
#include "kiosk/ui/theme.hpp"

#include <cstdint>
#include <vector>

namespace guichet::ui {

/// A line of text or an icon, as it was drawn.
struct Ink {
    enum class Kind : std::uint8_t { text, icon };
    Kind kind = Kind::text;
    Rect rect; ///< what it takes, in pixels
    Colour colour = 0;
};

/// While it lives, what this thread draws is written down; what lies under a dialog is not.
class InkWatch {
public:
    InkWatch();
    ~InkWatch();
    InkWatch(const InkWatch&) = delete;
    InkWatch& operator=(const InkWatch&) = delete;

    [[nodiscard]] const std::vector<Ink>& inks() const { return inks_; }
    void clear() { inks_.clear(); }

private:
    friend void note_ink(Ink::Kind kind, const Rect& rect, Colour colour);
    friend void pause_inks(bool paused);
    std::vector<Ink> inks_;
    bool paused_ = false;
};

/// For what draws. Without a watch it costs nothing.
void note_ink(Ink::Kind kind, const Rect& rect, Colour colour);
void pause_inks(bool paused);

} // namespace guichet::ui
