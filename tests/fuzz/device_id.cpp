// The IEEE 1284 device id, and the profile that is chosen by it.

#include "drivers/printer/device_id.hpp"
#include "drivers/printer/printer_identity.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace guichet;
using namespace guichet::printer;

namespace {

std::vector<Profile> profiles() {
    Profile narrow;
    narrow.name = "narrow";
    narrow.paper_millimetres = 58;
    narrow.models = {"POS-58", "POS", ""};
    narrow.usb_ids = {{0x0416, 0x5011, true}};
    Profile wide;
    wide.name = "wide";
    wide.models = {"TM-T20", "TM-T20II"};
    return {narrow, wide};
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<Profile> known = profiles();
    const std::string text = device_id_text({data, size});
    require(text.size() <= size, "the text is part of the answer");
    for (const char letter : text)
        require(letter >= 0x20 && letter < 0x7F, "the text is ASCII without control characters");
    const DeviceId id = parse_device_id(text);
    require(parse_device_id(fuzz::text_of(data, size)).model.size() <= size, "a member is part of the text");
    static_cast<void>(id.takes_esc_pos());

    PrinterIdentity identity;
    identity.usb = {0x0416, 0x5011};
    identity.device_id = text;
    const ChosenProfile chosen = choose_profile(known, identity);
    require(chosen.profile.name != "narrow" || text.find_first_of("58") != std::string::npos,
            "narrow paper is not chosen by accident");
    identity.reported_model = id.description;
    identity.reported_maker = id.maker;
    static_cast<void>(choose_profile(known, identity));
    return 0;
}
