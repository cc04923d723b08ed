package dev.slipway.registry.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.ListedObject;
import dev.slipway.registry.state.ObjectKey;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The access logs of CloudFront and S3, as they are delivered to a bucket of their own: objects in folders by year, month and day,
 * whose names say of which day their requests are.
 */
public final class AccessLogs {

    private static final int PAGE = 1000;
    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("yyyy/MM/dd/");
    private static final Pattern DAY = Pattern.compile("(\\d{4})[-/](\\d{2})[-/](\\d{2})");
    private static final int GZIP = 0x1f8b;

    private final Bucket bucket;
    private final List<Folder> folders;

    private record Folder(String prefix, PassedRequest.Format format) {}

    /** An object of a log. */
    record File(ListedObject object, PassedRequest.Format format) {

        @Override
        public String toString() {
            return object.key();
        }
    }

    /**
     * @param cloudFront what the keys of the distribution's log begin with, before the year
     * @param s3 what those of the registry's own bucket begin with
     */
    public AccessLogs(Bucket bucket, String cloudFront, String s3) {
        this.bucket = bucket;
        this.folders = List.of(new Folder(cloudFront, CloudFrontLog::read), new Folder(s3, BucketLog::read));
    }

    /**
     * All that there is of each day from one on. Nothing is delivered to the folder of a day before its own, so that no day lacks
     * what came late.
     */
    SortedMap<LocalDate, List<File>> since(LocalDate first) {
        var days = new TreeMap<LocalDate, List<File>>();
        for (var folder : folders) {
            var after = folder.prefix() + FOLDER.format(first);
            List<ListedObject> page;
            do {
                page = bucket.page(folder.prefix(), after, PAGE);
                for (var object : page) {
                    day(object.key())
                            .filter(day -> !day.isBefore(first))
                            .ifPresent(day -> days.computeIfAbsent(day, _ -> new ArrayList<>())
                                    .add(new File(object, folder.format())));
                    after = object.key();
                }
            } while (page.size() == PAGE);
        }
        return days;
    }

    /** The last date in a key: that in an object's name, or else that of its folder. */
    private static Optional<LocalDate> day(String key) {
        return DAY.matcher(key).results().reduce((_, last) -> last).flatMap(date -> {
            try {
                return Optional.of(LocalDate.parse(date.group().replace('/', '-')));
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        });
    }

    /**
     * Reads the requests of an object, compressed or not.
     *
     * @throws IOException when it breaks off, or has a line that is not of its format
     */
    void read(File file, Consumer<PassedRequest> request) throws IOException {
        var content = bucket.open(new ObjectKey(file.object().key())).orElseThrow(() -> new IOException("it is gone"));
        try (var lines = new BufferedReader(new InputStreamReader(unzipped(content), UTF_8))) {
            var number = 1;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                try {
                    if (!line.isBlank()) {
                        file.format().read(line).ifPresent(request);
                    }
                } catch (IOException e) {
                    throw new IOException("line " + number + ": " + e.getMessage(), e);
                }
                number++;
            }
        }
    }

    private static InputStream unzipped(InputStream content) throws IOException {
        var bytes = new BufferedInputStream(content);
        bytes.mark(2);
        var isZipped = ((bytes.read() << 8) | bytes.read()) == GZIP;
        bytes.reset();
        return isZipped ? new GZIPInputStream(bytes) : bytes;
    }
}
