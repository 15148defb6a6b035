#pragma once

#include "kiosk/ports/speech.hpp"

#include <string>
#include <vector>

namespace guichet::lab {

/// A voice that is written down: everything that was said, and whether it could be heard by others. The main
/// thread only.
class LabSpeech final : public ports::Speech {
public:
    void say(ports::Utterance utterance) override;
    void hush() override {}
    void set_headphones(bool plugged) override { headphones_ = plugged; }
    [[nodiscard]] bool silent() const override { return true; }

    /// Whether the text was said since `forget`, within any of the utterances; no-break spaces are spaces.
    [[nodiscard]] bool said(const std::string& text) const;
    [[nodiscard]] const std::vector<ports::Utterance>& utterances() const { return said_; }
    void forget() { said_.clear(); }

private:
    std::vector<ports::Utterance> said_;
    bool headphones_ = false;
};

} // namespace guichet::lab
