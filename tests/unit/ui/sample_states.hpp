#pragma once
// A kiosk in every state that has a screen of its own, with names and products that are long enough to hurt.

#include "kiosk/app/state.hpp"
#include "kiosk/ports/locality.hpp"
#include "kiosk/ui/qr_code.hpp"

#include <string>
#include <vector>

namespace guichet::ui {

struct Sample {
    std::string name; ///< for the picture's file
    app::State state;
};

/// All of them, in the language, with a wall clock as `TestLocality` has it.
[[nodiscard]] std::vector<Sample> sample_states(const std::string& language);

/// Makes the codes that a telephone reads, as the kiosk does.
[[nodiscard]] QrModules test_qr(const std::string& text);

/// The catalogue of assets/translations, read from its source, and Paris in summer.
class TestLocality final : public ports::Locality {
public:
    TestLocality();
    ~TestLocality() override;

    [[nodiscard]] const Texts& texts(const std::string& language) const override;
    [[nodiscard]] std::vector<std::string> languages() const override { return {"fr", "en"}; }
    [[nodiscard]] LocalTime local(Instant moment) const override;

private:
    std::unique_ptr<Texts> french_;
    EnglishTexts english_;
};

} // namespace guichet::ui
