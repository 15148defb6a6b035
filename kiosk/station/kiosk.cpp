#include "kiosk/station/kiosk.hpp"

#include "kiosk/app/practice.hpp"

#include <algorithm>
#include <utility>

namespace guichet::station {

namespace {

template <typename... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>; // clang-tidy 14 cannot do without it

} // namespace

Kiosk::Kiosk(app::Identity identity, Devices devices, Surroundings surroundings)
    : surroundings_(std::move(surroundings)), state_(app::initial_state(std::move(identity))),
      queue_(std::make_unique<EventQueue>(surroundings_.wake)), store_(std::move(devices.store)),
      server_(std::move(devices.server)), sound_(std::move(devices.sound)),
      speech_(std::move(devices.speech)), intake_(*queue_, sound_.get()),
      store_thread_(std::make_unique<OwnerThread>()), server_thread_(std::make_unique<OwnerThread>()) {
    require(devices.printers.size() == state_.spools.size(), "every printer has its roles");
    for (auto& printer : devices.printers)
        printers_.push_back(std::make_unique<PrinterOwner>(std::move(printer), *queue_, printers_.size()));
    if (devices.camera)
        camera_ =
            std::make_unique<CameraOwner>(std::move(devices.camera), surroundings_.clock, *queue_, intake_);
    if (devices.hand_scanner)
        hand_scanner_ = std::make_unique<ScannerOwner>(std::move(devices.hand_scanner), surroundings_.clock,
                                                       *queue_, intake_);
    if (devices.headphones)
        headphones_ = std::make_unique<HeadphonesOwner>(std::move(devices.headphones),
                                                        [this](bool plugged) { set_headphones(plugged); });
    perform(app::first_effects());
}

Kiosk::~Kiosk() {
    server_->cancel();
}

void Kiosk::set_headphones(bool plugged) {
    if (speech_)
        speech_->set_headphones(plugged); // before the screen knows: what is personal stops at once
    queue_->post(app::HeadphonesState{plugged});
}

void Kiosk::handle(const app::Event& event) {
    if (practice_)
        give_to_practice(event);
    else if (std::holds_alternative<app::StartPractice>(event))
        start_practice();
    else
        give_to_real(event);
    follow_up();
}

/// From the devices, the store and the server: theirs is the real session, but for the codes that are read.
void Kiosk::take(const app::Event& event) {
    const auto* read = std::get_if<app::CodeRead>(&event);
    if (practice_ && read != nullptr)
        perform(app::read_in_practice(*practice_, state_, *read, surroundings_.clock.now(),
                                      surroundings_.locality));
    else if (practice_ && std::holds_alternative<app::CodeUnreadable>(event))
        give_to_practice(event);
    else
        give_to_real(event);
    follow_up();
}

void Kiosk::give_to_real(const app::Event& event) {
    perform(app::update(state_, event, surroundings_.clock.now(), surroundings_.locality));
}

void Kiosk::give_to_practice(const app::Event& event) {
    if (std::holds_alternative<app::LeavePractice>(event)) {
        end_practice();
    } else if (std::holds_alternative<app::ServeRealCode>(event)) {
        const auto real = practice_->practice->real_code;
        end_practice();
        if (real && real->from == Identification::short_code) {
            give_to_real(app::ShowTypeCode{});
            give_to_real(app::TypeText{real->text});
        } else if (real) {
            give_to_real(app::CodeRead{real->text, real->from});
        }
    } else {
        if (std::holds_alternative<app::AnswerCall>(event)) // whoever called stands there in reality
            give_to_real(event);
        perform(app::type_in_practice(*practice_, state_, event, surroundings_.clock.now(),
                                      surroundings_.locality));
    }
}

void Kiosk::start_practice() {
    if (!app::may_practise(state_))
        return;
    give_to_real(app::LeaveTour{});
    give_to_real(app::GoHome{});
    practice_ = app::practice_state(state_, surroundings_.clock.now(), surroundings_.locality);
}

/// The person keeps their language and look; everything else of the practice is gone.
void Kiosk::end_practice() {
    const auto left = std::exchange(practice_, std::nullopt);
    give_to_real(app::SetLanguage{left->language});
    give_to_real(app::SetAppearance{left->appearance});
}

void Kiosk::follow_up() {
    if (practice_ && state_.withdrawal.told)
        end_practice();
    if (practice_)
        app::mirror(*practice_, state_);
    intake_.set_open(!app::scanning_paused(shown()));
}

std::optional<Instant> Kiosk::next_deadline() const {
    auto deadline = app::next_deadline(state_);
    if (practice_) {
        for (const auto moment : {app::next_deadline(*practice_), app::practice_deadline(*practice_)})
            deadline = !deadline ? moment : moment ? std::min(*deadline, *moment) : deadline;
    }
    return deadline;
}

bool Kiosk::run_pending() {
    bool happened = false;
    while (auto posted = queue_->take()) {
        if (std::holds_alternative<app::CodeRead>(posted->event))
            scan_time_ = posted->posted;
        take(posted->event);
        happened = true;
    }
    const auto now = surroundings_.clock.now();
    if (const auto deadline = next_deadline(); deadline && now >= *deadline) {
        take(app::Tick{});
        if (practice_ && now >= *app::practice_end(*practice_))
            end_practice();
        else if (practice_)
            give_to_practice(app::Tick{});
        follow_up();
        happened = true;
    }
    return happened;
}

std::chrono::milliseconds Kiosk::time_to_deadline() const {
    constexpr std::chrono::milliseconds longest{60'000};
    const auto deadline = next_deadline();
    if (!deadline)
        return longest;
    return std::clamp(std::chrono::milliseconds{*deadline - surroundings_.clock.now()},
                      std::chrono::milliseconds{0}, longest);
}

bool Kiosk::quiet() const {
    return store_thread_->idle() && server_thread_->idle() && queue_->empty();
}

std::optional<std::chrono::steady_clock::time_point> Kiosk::take_scan_time() {
    return std::exchange(scan_time_, std::nullopt);
}

void Kiosk::perform(const app::Effects& effects) {
    for (const auto& effect : effects)
        std::visit(Overloaded{[&](const app::Print& print) { printers_.at(print.printer)->print(print.job); },
                              [&](const app::CancelPrint& cancel) { printers_.at(cancel.printer)->cancel(); },
                              [&](const app::Play& play) {
                                  if (sound_)
                                      sound_->play(play.sound);
                              },
                              [&](const app::Log& log) {
                                  if (surroundings_.log)
                                      surroundings_.log(log.line);
                              },
                              [&](const auto&) {
                                  do_store(effect);
                                  do_users(effect);
                                  do_server(effect);
                              }},
                   effect);
}

void Kiosk::do_store(const app::Effect& effect) {
    const auto run = [&](auto job) { store_thread_->post([job = std::move(job)] { job(); }); };
    // What the store keeps beside the journal can be had again from the server: a failure is logged, no more.
    const auto keep = [&](auto job) {
        run([this, job] {
            if (const Result<> kept = job(); !kept && surroundings_.log)
                surroundings_.log(kept.error().english());
        });
    };
    std::visit(
        Overloaded{[&](const app::OpenStore&) {
                       run([this] {
                           auto recovered = store_->recover();
                           queue_->post(recovered ? app::Event{app::StoreOpened{std::move(*recovered)}}
                                                  : app::Event{app::StoreFailed{recovered.error()}});
                       });
                   },
                   [&](const app::WriteCommit& write) {
                       run([this, commit = write.commit] {
                           const auto written = store_->commit(commit);
                           queue_->post(written ? app::Event{app::Committed{}}
                                                : app::Event{app::CommitFailed{written.error()}});
                       });
                   },
                   [&](const app::ReadJournal& read) {
                       run([this, from = read.from] {
                           auto events = store_->read_journal(from);
                           queue_->post(events ? app::Event{app::JournalRead{std::move(*events)}}
                                               : app::Event{app::JournalUnread{events.error()}});
                       });
                   },
                   [&](const app::BeginIncarnation& begin) {
                       run([this, begin] {
                           auto begun = store_->begin_incarnation(begin.incarnation, begin.from);
                           queue_->post(begun ? app::Event{app::IncarnationBegun{std::move(*begun)}}
                                              : app::Event{app::IncarnationNotBegun{begun.error()}});
                       });
                   },
                   [&](const app::KeepManifest& keeping) {
                       keep([this, keeping] { return store_->save_manifest(keeping.manifest); });
                   },
                   [&](const app::KeepForeign& keeping) {
                       keep([this, keeping] { return store_->save_foreign(keeping.foreign); });
                   },
                   [&](const app::KeepAcknowledged& keeping) {
                       keep([this, keeping] { return store_->save_acknowledged(keeping.sequence); });
                   },
                   [&](const app::KeepCountersignature& keeping) {
                       keep([this, keeping] { return store_->save_countersignature(keeping.closure); });
                   },
                   [&](const app::KeepTourSeen&) { keep([this] { return store_->save_tour_seen(); }); },
                   [&](const app::KeepEnrolled&) { keep([this] { return store_->save_enrolled(); }); },
                   [&](const app::KeepReconciled& keeping) {
                       keep([this, keeping] { return store_->save_reconciled(keeping.session); });
                   },
                   [](const auto&) {}},
        effect);
}

/// On the store's thread: a PIN takes some milliseconds to look at, erasing people rewrites the file.
void Kiosk::do_users(const app::Effect& effect) {
    std::visit(Overloaded{[&](const app::CheckPin& check) {
                              store_thread_->post([this, question = check.question] {
                                  auto answer = store_->check_pin(question);
                                  queue_->post(answer ? app::Event{app::PinChecked{std::move(*answer)}}
                                                      : app::Event{app::UsersFailed{answer.error()}});
                              });
                          },
                          [&](const app::SaveUser& save) {
                              store_thread_->post([this, change = save.change] {
                                  auto users = store_->save_user(change);
                                  queue_->post(users ? app::Event{app::UsersSaved{std::move(*users)}}
                                                     : app::Event{app::UsersFailed{users.error()}});
                              });
                          },
                          [&](const app::ErasePeople&) {
                              store_thread_->post([this] {
                                  const auto erased = store_->erase_people();
                                  queue_->post(erased ? app::Event{app::PeopleErased{}}
                                                      : app::Event{app::ErasingFailed{erased.error()}});
                              });
                          },
                          [](const auto&) {}},
               effect);
}

void Kiosk::do_server(const app::Effect& effect) {
    /// Runs a call on the server's thread and posts its answer, or the failure.
    const auto ask = [&](auto call, auto answer) {
        server_thread_->post([this, call, answer] {
            auto result = call();
            const auto standing = result ? ports::Standing::good : server_->standing();
            queue_->post(
                result ? app::Event{answer(std::move(*result))}
                : standing == ports::Standing::revoked
                    ? app::Event{app::Revoked{}}
                    : app::Event{app::ServerFailed{result.error(), standing == ports::Standing::refused}});
        });
    };
    std::visit(
        Overloaded{[&](const app::RememberManifest& known) {
                       server_thread_->post(
                           [this, known] { server_->remember_manifest(known.session, known.manifest); });
                   },
                   [&](const app::FetchManifest& fetch) {
                       ask([this,
                            fetch] { return server_->fetch_manifest(fetch.session, fetch.known_revision); },
                           [](auto manifest) { return app::ManifestFetched{std::move(manifest)}; });
                   },
                   [&](const app::Push& push) {
                       ask([this, push] { return server_->push(push.batch); },
                           [](auto pushed) { return app::Pushed{std::move(pushed)}; });
                   },
                   [&](const app::Pull& pull) {
                       ask([this, pull] { return server_->pull(pull.session, pull.device, pull.cursor); },
                           [](auto pulled) { return app::Pulled{std::move(pulled)}; });
                   },
                   [&](const app::Enrol& asked) {
                       server_thread_->post([this, asked] {
                           const auto enrolled = server_->enrol(asked.ticket, asked.station, asked.device);
                           queue_->post(enrolled ? app::Event{app::Enrolled{}}
                                                 : app::Event{app::EnrolmentFailed{enrolled.error()}});
                       });
                   },
                   [&](const app::FetchReport& fetch) {
                       ask([this, fetch] { return server_->fetch_report(fetch.session); },
                           [](auto report) { return app::ReportFetched{std::move(report)}; });
                   },
                   [&](const app::TellCall& tell) {
                       ask([this, tell] { return server_->tell_call(tell.session, tell.call); },
                           [tell](auto answer) {
                               return app::CallTold{tell.call, answer == ports::CallAnswer::taken};
                           });
                   },
                   [](const auto&) {}},
        effect);
}

} // namespace guichet::station
