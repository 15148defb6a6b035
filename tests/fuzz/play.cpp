// Plays a fuzz target without libFuzzer: its corpus, then mutations of it, the same ones every time. A test
// of every build; what searches for new inputs is `./dev fuzz`.

#include "tests/fuzz/fuzz.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string_view>
#include <vector>

namespace {

using Input = std::vector<std::uint8_t>;

constexpr std::size_t longest_input = 4096;
constexpr const char* failed_file = "failed-input";

const Input* current = nullptr;

/// Leaves the input that broke the target, before the program ends as it would have.
extern "C" void keep_failed_input(int signal) {
    const int file = ::open(failed_file, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (file >= 0 && current != nullptr && ::write(file, current->data(), current->size()) >= 0) {
        constexpr std::string_view words = "fuzz: the input is in ./failed-input\n";
        [[maybe_unused]] const auto written = ::write(STDERR_FILENO, words.data(), words.size());
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void play(const Input& input) {
    current = &input;
    LLVMFuzzerTestOneInput(input.data(), input.size());
    current = nullptr;
}

Input contents(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<Input> corpus_of(const std::filesystem::path& place) {
    std::vector<std::filesystem::path> files;
    if (std::filesystem::is_directory(place))
        for (const auto& entry : std::filesystem::directory_iterator(place))
            files.push_back(entry.path());
    else
        files.push_back(place);
    std::sort(files.begin(), files.end());
    std::vector<Input> corpus;
    corpus.reserve(files.size());
    for (const auto& file : files)
        corpus.push_back(contents(file));
    return corpus;
}

class Mutator {
public:
    explicit Mutator(const std::vector<Input>& corpus) : corpus_(corpus) {}

    [[nodiscard]] Input next() {
        Input input = corpus_[below(corpus_.size())];
        for (std::size_t change = 1 + below(4); change > 0; --change)
            mutate(input);
        input.resize(std::min(input.size(), longest_input));
        return input;
    }

private:
    [[nodiscard]] std::size_t below(std::size_t bound) {
        return bound == 0 ? 0 : static_cast<std::size_t>(random_() % bound);
    }

    [[nodiscard]] std::uint8_t a_byte() {
        static constexpr std::array<std::uint8_t, 14> special{0,    1,    4,    '\n', 0x10, 0x1B, 0x1D,
                                                              0x7F, 0x80, 0xC3, 0xFF, '"',  '{',  ';'};
        return below(2) == 0 ? special[below(special.size())] : static_cast<std::uint8_t>(random_());
    }

    void mutate(Input& input) {
        const std::size_t at = below(input.size() + 1);
        const auto place = input.begin() + static_cast<std::ptrdiff_t>(at);
        const auto behind = place + static_cast<std::ptrdiff_t>(std::min(below(24), input.size() - at));
        switch (below(7)) {
        case 0: input.insert(place, a_byte()); return;
        case 1: input.insert(place, 1 + below(64), a_byte()); return;
        case 2: input.erase(place, behind); return;
        case 3: input.resize(at); return;
        case 4: {
            const Input piece(place, behind);
            const auto to = static_cast<std::ptrdiff_t>(below(input.size() + 1));
            input.insert(input.begin() + to, piece.begin(), piece.end());
            return;
        }
        case 5: {
            const Input& other = corpus_[below(corpus_.size())];
            const auto from = static_cast<std::ptrdiff_t>(below(other.size() + 1));
            input.insert(place, other.begin() + from, other.end());
            return;
        }
        default:
            if (at < input.size())
                input[at] =
                    below(2) == 0 ? a_byte() : static_cast<std::uint8_t>(input[at] ^ (1U << below(8)));
        }
    }

    const std::vector<Input>& corpus_;
    std::mt19937_64 random_{20200417}; // NOLINT: the same run every time
};

} // namespace

int main(int count, char** words) {
    if (count != 3) {
        std::fprintf(stderr, "usage: %s CORPUS MUTATIONS\n", words[0]);
        return 2;
    }
    for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGBUS, SIGILL})
        std::signal(signal, keep_failed_input);
    const std::vector<Input> corpus = corpus_of(words[1]);
    if (corpus.empty()) {
        std::fprintf(stderr, "there is no corpus in %s\n", words[1]);
        return 1;
    }
    for (const Input& input : corpus)
        play(input);
    Mutator mutator(corpus);
    const long mutations = std::strtol(words[2], nullptr, 10);
    for (long round = 0; round < mutations; ++round)
        play(mutator.next());
    std::printf("%zu inputs and %ld mutations\n", corpus.size(), mutations);
    return 0;
}
