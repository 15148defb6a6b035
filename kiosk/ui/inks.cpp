#include "kiosk/ui/inks.hpp"

namespace guichet::ui {

namespace {

thread_local InkWatch* watch = nullptr;

} // namespace

InkWatch::InkWatch() {
    watch = this;
}

InkWatch::~InkWatch() {
    watch = nullptr;
}

void note_ink(Ink::Kind kind, const Rect& rect, Colour colour) {
    if (watch != nullptr && !watch->paused_) {
        watch->inks_.push_back({kind, rect, colour});
    }
}

void pause_inks(bool paused) {
    if (watch != nullptr) {
        watch->paused_ = paused;
    }
}

} // namespace guichet::ui
