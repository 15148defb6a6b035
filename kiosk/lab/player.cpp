#include "kiosk/lab/player.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace guichet::lab {

using nlohmann::json;

namespace {

constexpr std::chrono::milliseconds longest_step{120'000};

/// What a person needs for a step, in milliseconds of the simulated day.
std::int64_t human_time(std::string_view verb) {
    if (verb == "present" || verb == "hold" || verb == "scan")
        return 4'000;
    if (verb == "type")
        return 3'000;
    return verb == "tap" || verb == "key" || verb == "keys" ? 1'000 : 0;
}

std::int64_t number_of(std::string_view text) {
    std::int64_t number = 0;
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// What a kiosk has to be told again after a restart; the printer remembers by itself.
bool is_hardware(std::string_view verb) {
    return verb == "network" || verb == "camera" ||
           verb == "scanner"; // headphones: nobody waits for a restart
}

bool writes_file(std::string_view verb) {
    return verb == "screenshot" || verb == "receipt";
}

} // namespace

Player::Player(std::vector<PlayedKiosk> kiosks, std::vector<std::filesystem::path> folders,
               std::filesystem::path output)
    : folders_(std::move(folders)), output_(std::move(output)) {
    for (auto& kiosk : kiosks)
        slots_.push_back({std::move(kiosk), {}, {}});
    require(!slots_.empty(), "a scenario needs a kiosk");
}

Result<> Player::start(Slot& slot) {
    std::error_code error;
    std::filesystem::create_directories(slot.plan.folder, error);
    std::vector<std::string> arguments{"lab-kiosk", "--config", slot.plan.configuration.string(), "--folder",
                                       slot.plan.folder.string()};
    // What was switched off stays so: the kiosk must not find a network in its first moment.
    for (const auto& [device, state] : slot.hardware)
        arguments.insert(arguments.end(), {"--" + device, state});
    auto process =
        Process::start(program_folder() / "guichet-kiosk", arguments, slot.plan.folder / "kiosk.log");
    if (!process)
        return process.error();
    slot.process = std::move(*process);
    const auto caught_up = ask(slot, json{{"do", "sync"}, {"time", now_.milliseconds}}.dump());
    if (!caught_up)
        return fail("The kiosk “{0}” did not start ({1}); see {2}.", slot.plan.name,
                    caught_up.error().english(), (slot.plan.folder / "kiosk.log").string());
    return Done{};
}

Result<std::string> Player::ask(Slot& slot, const std::string& request) {
    if (auto sent = slot.process->write_line(request); !sent)
        return sent.error();
    auto line = slot.process->read_line(longest_step);
    if (!line)
        return line.error();
    const auto answer = json::parse(*line, nullptr, false);
    if (answer.is_discarded() || !answer.contains("ok"))
        return fail("The kiosk “{0}” answered “{1}”.", slot.plan.name, *line);
    if (!answer["ok"].get<bool>())
        return fail("{0}", answer.value("error", ""));
    return answer.value("data", "");
}

Result<Player::Slot*> Player::current() {
    auto& slot = slots_[current_];
    if (!slot.process)
        if (auto started = start(slot); !started)
            return started.error();
    return &slot;
}

std::filesystem::path Player::find(const std::string& file) const {
    for (const auto& folder : folders_)
        if (std::filesystem::exists(folder / file))
            return folder / file;
    return file;
}

std::string Player::request_for(const Step& step) const {
    auto arguments = step.arguments;
    if (step.verb == "present" || step.verb == "hold")
        arguments[0] = find(arguments[0]).string();
    if (writes_file(step.verb))
        arguments[0] = (output_ / arguments[0]).string();
    return json{{"do", "step"}, {"time", now_.milliseconds}, {"verb", step.verb}, {"arguments", arguments}}
        .dump();
}

Result<> Player::forward(Slot& slot, const Step& step) {
    const auto request = request_for(step);
    if (is_hardware(step.verb))
        slot.hardware[step.verb] = step.arguments[0];
    auto answer = ask(slot, request);
    return answer ? Result<>() : Result<>(answer.error());
}

Result<> Player::power_cut(Slot& slot) {
    slot.process->kill();
    slot.process.reset();
    constexpr std::int64_t time_to_boot = 30'000;
    now_ = now_ + time_to_boot;
    return start(slot);
}

Result<> Player::server_step(const Step& step) {
    if (station_ == nullptr)
        return fail("This scenario runs with a server of its own choice; the server is not the scenario's to "
                    "switch.");
    if (step.arguments[0] == "on")
        return station_->start_server();
    station_->stop_server();
    return Done{};
}

Result<> Player::office_step(const Step& step) {
    if (station_ == nullptr)
        return fail("This scenario runs with a server of its own choice; its codes are not the scenario's to "
                    "change.");
    const auto& words = step.arguments;
    if (step.verb == "enrolment")
        return words[0] == "revoke" ? station_->revoke_kiosk(words[1])
                                    : station_->draw_enrolment_code(words[1]);
    if (step.verb == "orders")
        return station_->change_orders(words[0]);
    if (step.verb == "reissue")
        return station_->reissue_code(words[0]);
    return words[0] == "issue" ? station_->issue_proxy(words[1], words.size() > 2 ? words[2] : "")
                               : station_->revoke_proxy(words[1]);
}

Result<> Player::pass_time(std::int64_t milliseconds, std::int64_t stride) {
    for (std::int64_t left = milliseconds; left > 0; left -= stride) {
        now_ = now_ + std::min(left, stride);
        if (auto caught_up = catch_up(); !caught_up)
            return caught_up;
    }
    return Done{};
}

Result<> Player::catch_up() {
    for (auto& slot : slots_)
        if (slot.process)
            if (auto done = ask(slot, json{{"do", "sync"}, {"time", now_.milliseconds}}.dump()); !done)
                return done.error();
    return Done{};
}

Result<> Player::play(const Step& step) {
    if (step.verb == "kiosk") {
        for (current_ = 0; current_ < slots_.size(); ++current_)
            if (slots_[current_].plan.name == step.arguments[0])
                return current().ok() ? Result<>() : Result<>(current().error());
        current_ = 0;
        return fail("There is no kiosk “{0}” in this scenario.", step.arguments[0]);
    }
    if (step.verb == "setup" || step.verb == "user")
        return fail("A station is set up before anything happens at it, and only when it is the scenario's "
                    "own: setup and user steps come first.");
    if (step.verb == "phase")
        return Done{};
    if (step.verb == "server")
        return server_step(step);
    if (step.verb == "proxy" || step.verb == "reissue" || step.verb == "enrolment" || step.verb == "orders")
        return office_step(step);
    auto slot = current();
    if (!slot)
        return slot.error();
    if (step.verb == "wait")
        return pass_time(number_of(step.arguments[0]) * 1'000, 2'000);
    if (step.verb == "clock")
        return pass_time(number_of(step.arguments[0]) * 60'000, 60'000);
    if (step.verb == "power-cut")
        return power_cut(**slot);
    now_ = now_ + human_time(step.verb);
    return forward(**slot, step);
}

Result<> Player::play_all(const std::vector<Step>& steps, const std::string& name) {
    for (const auto& step : steps)
        if (auto played = play(step); !played)
            return fail("{0}:{1}: {2}: {3}", name, step.line, step.text, played.error().english());
    return Done{};
}

Result<KioskFigures> Player::figures(const std::string& kiosk) {
    for (auto& slot : slots_) {
        if (slot.plan.name != kiosk || !slot.process)
            continue;
        auto answer = ask(slot, json{{"do", "figures"}}.dump());
        if (!answer)
            return answer.error();
        const auto data = json::parse(*answer, nullptr, false);
        return KioskFigures{data.value("report", ""), data.value("summary", ""),
                            data.value("scan_to_screen", std::vector<double>{}), slot.process->peak_memory()};
    }
    return fail("The kiosk “{0}” does not run.", kiosk);
}

} // namespace guichet::lab
