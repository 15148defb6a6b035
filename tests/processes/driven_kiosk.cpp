#include "tests/processes/driven_kiosk.hpp"

#include <nlohmann/json.hpp>

#include <thread>

namespace guichet::processes {

using nlohmann::json;

namespace {

constexpr std::chrono::seconds longest_answer{60};

std::string request_for(const std::string& verb, const std::vector<std::string>& words, Instant now) {
    return json{{"do", "step"}, {"time", now.milliseconds}, {"verb", verb}, {"arguments", words}}.dump();
}

} // namespace

Result<> DrivenKiosk::start(Instant now) {
    if (process_)
        return {};
    auto process =
        lab::Process::start(lab::program_folder() / "guichet-kiosk",
                            {"lab-kiosk", "--config", configuration_.string(), "--folder", folder_.string()},
                            folder_ / "kiosk.log");
    if (!process)
        return process.error();
    process_ = std::move(*process);
    return pass_time(now);
}

Result<std::string> DrivenKiosk::ask(const std::string& request) {
    if (!process_)
        return fail("The kiosk does not run.");
    if (auto sent = process_->write_line(request); !sent)
        return sent.error();
    const auto line = process_->read_line(longest_answer);
    if (!line)
        return fail("{0} See {1}.", line.error().english(), (folder_ / "kiosk.log").string());
    const auto answer = json::parse(*line, nullptr, false);
    if (!answer.is_object() || !answer.value("ok", false))
        return fail("{0}", answer.is_object() ? answer.value("error", *line) : *line);
    return answer.value("data", "");
}

Result<> DrivenKiosk::step(const std::string& verb, const std::vector<std::string>& words, Instant now) {
    const auto answer = ask(request_for(verb, words, now));
    return answer ? Result<>() : Result<>(answer.error());
}

void DrivenKiosk::killed_at(const std::string& verb, const std::vector<std::string>& words, Instant now,
                            std::chrono::microseconds after) {
    static_cast<void>(process_->write_line(request_for(verb, words, now)));
    std::this_thread::sleep_for(after); // the moment is the accident's, nothing is waited for
    kill();
}

Result<> DrivenKiosk::pass_time(Instant now) {
    const auto answer = ask(json{{"do", "sync"}, {"time", now.milliseconds}}.dump());
    return answer ? Result<>() : Result<>(answer.error());
}

Result<DrivenKiosk::Figures> DrivenKiosk::figures() {
    const auto answer = ask(json{{"do", "figures"}}.dump());
    if (!answer)
        return answer.error();
    const auto data = json::parse(*answer, nullptr, false);
    return Figures{data.value("report", ""), data.value("summary", "")};
}

} // namespace guichet::processes
