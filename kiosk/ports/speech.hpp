#pragma once
// The kiosk's voice.

#include <cstdint>
#include <string>

namespace guichet::ports {

/// What is to be said, and to whom.
struct Utterance {
    std::string text;     ///< whole sentences in UTF-8
    std::string language; ///< of the text, ISO 639-1, such as "fr"
    /// It may be heard in headphones only: it falls silent the moment they are pulled out.
    bool personal = false;
    /// It waits until what is being said has ended; else it takes its place at once.
    bool waits = false;
    float loudness = 0.6F; ///< 0 to 1, of the device's own volume

    friend bool operator==(const Utterance&, const Utterance&) = default;
};

/// Never waits and never fails: a kiosk without voice or loudspeaker works on. May be called from any thread.
class Speech {
public:
    virtual ~Speech() = default;
    virtual void say(Utterance utterance) = 0;
    /// Falls silent at once, and forgets what waits.
    virtual void hush() = 0;
    /// Headphones were plugged in or pulled out; out, what is personal falls silent at once.
    virtual void set_headphones(bool plugged) = 0;
    /// It has nothing left to say.
    [[nodiscard]] virtual bool silent() const = 0;
};

} // namespace guichet::ports
