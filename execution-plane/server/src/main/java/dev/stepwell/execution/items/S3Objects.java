package dev.stepwell.execution.items;

import dev.stepwell.names.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects of the S3-compatible service that the operator has named. */
public final class S3Objects implements ObjectStore, TenantObjects {
    /** About as much as is brought of items at once. */
    private static final int PIECE = 1 << 20;

    private final S3Client client;
    private final boolean inPieces;

    private S3Objects(S3Client client, boolean inPieces) {
        this.client = client;
        this.inPieces = inPieces;
    }

    /** A client of that endpoint, for all tenants. It signs with keys that say nothing: what the endpoint serves to anybody is all that can be read. */
    public S3Objects(URI endpoint) {
        this(client(endpoint), false);
    }

    /** The objects that a client reaches whose answers are read whole, so that none must be large. The client stays open. */
    static TenantObjects inPieces(S3Client client) {
        return new S3Objects(client, true);
    }

    private static S3Client client(URI endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("stepwell", "stepwell")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Override
    public TenantObjects of(TenantId tenant) {
        return this;
    }

    @Override
    public Opened open(String bucket, String key, long from, Optional<String> version) {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(bucket).key(key);
        version.ifPresent(request::ifMatch);
        if (from > 0 || inPieces) {
            request.range("bytes=" + from + "-" + (inPieces ? String.valueOf(from + PIECE - 1) : ""));
        }
        try {
            ResponseInputStream<GetObjectResponse> in = client.getObject(request.build());
            if (from > 0 && in.response().contentRange() == null) {
                in.skipNBytes(from);
            }
            String tag = in.response().eTag();
            return inPieces ? new Opened(pieces(bucket, key, from, in), tag) : new Opened(new Abortable(in), tag);
        } catch (S3Exception e) {
            if (e.statusCode() == 416) {
                return new Opened(InputStream.nullInputStream(), version.orElse(""));
            }
            throw failure(e);
        } catch (SdkException | IOException e) {
            throw new ReaderFailure("S3 cannot be asked: " + e.getMessage());
        }
    }

    private InputStream pieces(String bucket, String key, long from, ResponseInputStream<GetObjectResponse> first)
            throws IOException {
        try (first) {
            Optional<String> version = Optional.ofNullable(first.response().eTag());
            return new Pieces(piece(first, from), from, at -> {
                Opened next = open(bucket, key, at, version);
                try (InputStream in = next.bytes()) {
                    return in instanceof Pieces pieces ? pieces.first() : new Pieces.Piece(new byte[0], true);
                } catch (IOException e) {
                    throw new ReaderFailure("S3 cannot be asked: " + e.getMessage());
                }
            });
        }
    }

    /** A service that knows no ranges sends the whole object. */
    private static Pieces.Piece piece(ResponseInputStream<GetObjectResponse> in, long from) throws IOException {
        byte[] bytes = in.readAllBytes();
        String range = in.response().contentRange();
        return new Pieces.Piece(bytes, range == null || range.endsWith("/" + (from + bytes.length)));
    }

    @Override
    public Listing list(String bucket, String prefix, Optional<String> after, int most) {
        ListObjectsV2Request.Builder request =
                ListObjectsV2Request.builder().bucket(bucket).prefix(prefix).maxKeys(most);
        after.ifPresent(request::startAfter);
        try {
            ListObjectsV2Response answer = client.listObjectsV2(request.build());
            List<Entry> entries = answer.contents().stream()
                    .map(object -> new Entry(
                            object.key(),
                            object.eTag(),
                            object.size(),
                            object.lastModified(),
                            object.storageClassAsString()))
                    .toList();
            return new Listing(entries, Boolean.TRUE.equals(answer.isTruncated()));
        } catch (S3Exception e) {
            throw failure(e);
        } catch (SdkException e) {
            throw new ReaderFailure("S3 cannot be asked: " + e.getMessage());
        }
    }

    @Override
    public void put(String bucket, String key, byte[] bytes) {
        try {
            client.putObject(
                    PutObjectRequest.builder()
                            .bucket(bucket)
                            .key(key)
                            .contentType("application/json")
                            .build(),
                    RequestBody.fromBytes(bytes));
        } catch (S3Exception e) {
            throw failure(e);
        } catch (SdkException e) {
            throw new ReaderFailure("S3 cannot be asked: " + e.getMessage());
        }
    }

    private static ReaderFailure failure(S3Exception e) {
        return new ReaderFailure(e.awsErrorDetails().errorMessage() + " (Service: Amazon S3; Status Code: "
                + e.statusCode() + "; Error Code: " + e.awsErrorDetails().errorCode() + "; Request ID: "
                + e.requestId() + "; S3 Extended Request ID: " + e.extendedRequestId() + "; Proxy: null)");
    }

    /** Those of a tenant's own stay open: whoever made the client has others use it. */
    @Override
    public void close() {
        if (!inPieces) {
            client.close();
        }
    }

    /** Closing before the end does not read the rest of a long object. */
    private static final class Abortable extends InputStream {
        private final ResponseInputStream<GetObjectResponse> in;

        Abortable(ResponseInputStream<GetObjectResponse> in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return in.read(into, from, length);
        }

        @Override
        public void close() {
            in.abort();
        }
    }
}
