// The commands about kiosks: their enrolment, the list, revocations. They work while a server serves the
// store, too.

#include "drivers/pictures/picture_file.hpp"
#include "drivers/pictures/qr_symbol.hpp"
#include "kiosk/core/enrolment.hpp"
#include "server/command_output.hpp"
#include "server/commands.hpp"
#include "server/enrolment_office.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace guichet::server {

namespace {

/// A symbol of about 60 modules is 50 mm a side: a camera reads it at arm's length.
Result<> write_picture(const EnrolmentTicket& ticket, const std::filesystem::path& file) {
    constexpr int module_pixels = 10;
    constexpr int dots_per_inch = 300;
    const auto picture = pictures::qr_picture(to_text(ticket), module_pixels);
    if (!picture)
        return picture.error();
    return pictures::write_png(file, *picture, dots_per_inch);
}

std::string state_of(const DeviceStanding& device) {
    std::string state = "not enrolled";
    if (device.key && device.key->revoked)
        state = fmt::format("revoked {}", utc_text(*device.key->revoked));
    else if (device.key)
        state = fmt::format("enrolled {}", utc_text(device.key->enrolled));
    if (device.key && device.key->revoked && !device.key->reason.empty())
        state += fmt::format(" ({})", device.key->reason);
    if (device.code_expires)
        state += fmt::format(", a code waits until {}", utc_text(*device.code_expires));
    return state;
}

} // namespace

int run(const EnrolCommand& command) {
    const auto name = make_device_name(command.station, command.device);
    if (!name)
        return could_not(name.error());
    const auto answer = perform(command.store, DeviceRequest{DeviceTask::enrol, *name, command.hours});
    if (!answer)
        return could_not(answer.error());
    fmt::print("{}\n", show_enrolment_code(answer->code));
    fmt::print("for the kiosk {} of station {}, once, until {}\n", name->device, name->station,
               utc_text(answer->expires));
    if (const auto& key = answer->devices.front().key; key && !key->revoked)
        fmt::print("The kiosk that bears this name now is revoked as soon as the code is used.\n");
    if (command.picture.empty())
        return 0;
    const EnrolmentTicket ticket{command.url,  name->station,      name->device,
                                 answer->code, answer->server_key, answer->organiser_key};
    if (const auto read = parse_enrolment_text(to_text(ticket)); !read)
        return could_not(fail("The code is good, and no picture was made: “{0}” is not the address of a "
                              "server (http:// or https://, at most 200 letters).",
                              command.url));
    if (auto written = write_picture(ticket, command.picture); !written)
        return could_not(written.error());
    fmt::print("{}\n", command.picture.string());
    return 0;
}

int run(const ListDevicesCommand& command) {
    const auto answer = perform(command.store, DeviceRequest{DeviceTask::list, {command.station, {}}});
    if (!answer)
        return could_not(answer.error());
    for (const auto& device : answer->devices)
        fmt::print("{}: {}\n", device.name.device, state_of(device));
    fmt::print("{} {}\n", answer->devices.size(), answer->devices.size() == 1 ? "kiosk" : "kiosks");
    return 0;
}

int run(const RevokeDeviceCommand& command) {
    const auto name = make_device_name(command.station, command.device);
    if (!name)
        return could_not(name.error());
    const auto answer = perform(
        command.store, DeviceRequest{.task = DeviceTask::revoke, .name = *name, .reason = command.reason});
    if (!answer)
        return could_not(answer.error());
    fmt::print("{}: {}. It is told so, and erases what it knows of people, when it asks the next time.\n",
               name->device, state_of(answer->devices.front()));
    return 0;
}

} // namespace guichet::server
