// What "durable" costs: the kiosk's store on the disk of the temporary folder.

#include "db/kiosk_store.hpp"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>

namespace guichet::bench {
namespace {

class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "guichet-bench-XXXXXX").string();
        if (const char* made = ::mkdtemp(name.data()))
            path_ = made;
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

void commit_events(benchmark::State& state) {
    const Folder folder;
    db::KioskStore store(folder.path() / "kiosk.sqlite");
    const auto recovered = store.recover();
    if (!recovered)
        return state.SkipWithError(recovered.error().english().c_str());
    Digest head{};
    std::int64_t sequence = 0;
    for (auto _ : state) {
        JournalEvent event;
        event.id = {"saint-flour-1", recovered->incarnation, ++sequence};
        event.time = {{1'587'132'300'000 + sequence}, 0};
        event.boot = 1;
        event.session = "saint-flour/2020-04-17";
        event.previous = head;
        event.body = HandOver{.basket = "B1", .lines = {{.key = {"1001", 1}}}};
        ports::Commit commit;
        commit.events.push_back(seal(std::move(event)));
        head = commit.events.back().digest;
        if (const auto done = store.commit(commit); !done)
            return state.SkipWithError(done.error().english().c_str());
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(commit_events)->Name("store/durable_commit")->UseRealTime();

} // namespace
} // namespace guichet::bench
