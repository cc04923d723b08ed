package dev.slipway.local.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0B, 0",
        "50MB, 50000000",
        "50mb, 50000000",
        "50 MB, 50000000",
        "1KB, 1000",
        "1KiB, 1024",
        "1.5GiB, 1610612736",
        "2TB, 2000000000000",
        "1TiB, 1099511627776",
        "0.001KB, 1",
    })
    void readsSizes(String text, long bytes) {
        assertThat(new ByteCount.Converter().convert(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "50", "MB", "-1MB", "1.MB", "1PB", "0.1B", "999999999999999TB", "1e3MB", "1MB "})
    void refusesWhatIsNoSize(String text) {
        assertThatThrownBy(() -> new ByteCount.Converter().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0            | $0.00      | $0.00         | 0.00
            0.000        | $0.00      | $0.00         | 0.00
            1            | $1.00      | $1.00         | 1.00
            0.005        | $0.005     | $0.005        | 0.005
            0.0000123456 | $0.000012  | $0.0000123456 | 0.0000123456
            0.00999      | $0.01      | $0.00999      | 0.00999
            2.345        | $2.35      | $2.345        | 2.345
            -2.5         | -$2.50     | $-2.50        | -2.50
            1234567.891  | $1,234,567.89 | $1,234,567.891 | 1234567.891
            1E+3         | $1,000.00  | $1,000.00     | 1000.00
            """)
    void writesMoney(BigDecimal usd, String rounded, String exact, String plain) {
        assertThat(Money.rounded(usd)).isEqualTo(rounded);
        assertThat(Money.exact(usd)).isEqualTo(exact);
        assertThat(Money.plain(usd)).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1          | 1          | 1               | each
            999        | 1000       | 999             | per 1,000
            1000       | 1000       | 1,000           | per 1,000
            1234567    | 1000000    | 1,234,567       | per 1,000,000
            1610612736 | 1073741824 | 1.5 GiB         | per GiB
            1099511627776 | 1073741824 | 1,024 GiB    | per GiB
            10737418240 | 1073741824 | 10 GiB         | per GiB
            1024000    | 1024000    | 1 GB-seconds    | per GB-second
            """)
    void writesAmountsInTheMeasureOfTheirPrice(long amount, long per, String shown, String of) {
        assertThat(Count.of(amount, per)).isEqualTo(shown);
        assertThat(Count.per(per)).isEqualTo(" " + of);
    }
}
