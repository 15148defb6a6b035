// guichet-bench: the project's figures, measured. `./dev bench` builds and runs it.

#include "tests/bench/bench.hpp"
#include "tests/bench/table.hpp"

#include <CLI/CLI.hpp>
#include <benchmark/benchmark.h>

#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace {

bool is_long = false;
bool is_tuning = false;
std::string photos = GUICHET_SOURCE_DIR "/../shared/data/qr-photos";

struct Options {
    std::string only;
    std::string json;
};

/// Benchmarks whose name, or a part of it behind a slash, begins so.
std::string filter_of(const std::string& only) {
    std::string filter = "(^|/)";
    for (const char letter : only) {
        if (std::string_view(R"(\^$.|?*+()[]{})").find(letter) != std::string_view::npos)
            filter += '\\';
        filter += letter;
    }
    return filter;
}

int run(const Options& options) {
    std::vector<std::string> words{"guichet-bench"};
    if (!options.only.empty())
        words.push_back("--benchmark_filter=" + filter_of(options.only));
    if (!options.json.empty()) {
        words.push_back("--benchmark_out=" + options.json);
        words.emplace_back("--benchmark_out_format=json");
    }
    std::vector<char*> arguments;
    arguments.reserve(words.size());
    for (std::string& word : words)
        arguments.push_back(word.data());
    int count = static_cast<int>(arguments.size());
    benchmark::Initialize(&count, arguments.data());
    guichet::bench::Table table;
    if (benchmark::RunSpecifiedBenchmarks(&table) == 0) {
        std::fprintf(stderr, "guichet-bench: no benchmark is called “%s”\n", options.only.c_str());
        return 1;
    }
    return table.failed() ? 1 : 0;
}

} // namespace

bool guichet::bench::long_run() {
    return is_long;
}

bool guichet::bench::tuning() {
    return is_tuning;
}

std::string guichet::bench::photos_folder() {
    return photos;
}

int main(int count, char** words) try {
    CLI::App app(
        "Measures the project. One line for each benchmark: its name, the time for one turn, its figures.");
    Options options;
    app.add_option("--only", options.only, "those whose name, or a part of it behind a slash, begins so")
        ->type_name("NAME");
    app.add_flag("--long", is_long, "the long variants too: minutes in place of seconds");
    app.add_flag("--tuning", is_tuning, "other chances than those of the shown figures, to tune with");
    app.add_option("--photos", photos, "the photos of codes that scanning/photos reads")
        ->type_name("FOLDER")
        ->capture_default_str();
    app.add_option("--json", options.json, "also writes Google Benchmark's JSON")->type_name("FILE");
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    return run(options);
} catch (const std::exception& error) {
    std::fprintf(stderr, "guichet-bench: %s\n", error.what());
    return 1;
}
