// The simulated printer's interpreter: ESC/POS bytes in any order.

#include "drivers/lab/printer/command.hpp"
#include "drivers/lab/printer/print_head.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace guichet;
using namespace guichet::lab;

namespace {

/// A real roll ends too; beyond this length nothing new happens.
constexpr int most_paper = 20'000;

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto model = std::make_shared<const LabPrinterModel>();
    PrintHead head(model);
    int fed = 0;
    printer::ByteView left(data, size);
    while (!left.empty() && fed < most_paper) {
        const ReadCommand read = read_command(left);
        require(!read.command || read.fault.empty(), "a command or a fault");
        require(read.length > 0, "whatever stands there takes bytes");
        if (!read.command && read.fault.empty()) {
            require(read.length > left.size(), "it asks for more than there is");
            break;
        }
        require(read.length <= left.size(), "it takes no more than there is");
        left = left.subspan(read.length);
        if (read.command) {
            const Execution execution = head.execute(*read.command);
            require(execution.fed >= 0, "paper only comes out");
            fed += execution.fed;
        }
    }
    static_cast<void>(head.paper().picture());
    return 0;
}
