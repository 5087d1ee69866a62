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
    private final S3Client client;

    /**
     * A client of that endpoint. Until tenants have connections of their own it signs with keys that say nothing: what the endpoint serves to
     * anybody is all that can be read.
     */
    public S3Objects(URI endpoint) {
        client = S3Client.builder()
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
        if (from > 0) {
            request.range("bytes=" + from + "-");
        }
        try {
            ResponseInputStream<GetObjectResponse> in = client.getObject(request.build());
            if (from > 0 && in.response().contentRange() == null) {
                in.skipNBytes(from);
            }
            return new Opened(new Abortable(in), in.response().eTag());
        } catch (S3Exception e) {
            if (e.statusCode() == 416) {
                return new Opened(InputStream.nullInputStream(), version.orElse(""));
            }
            throw failure(e);
        } catch (SdkException | IOException e) {
            throw new ReaderFailure("S3 cannot be asked: " + e.getMessage());
        }
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

    @Override
    public void close() {
        client.close();
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
