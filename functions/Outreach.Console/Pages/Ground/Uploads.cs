using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Outreach.Console;

/// <summary>Reads a form with a file: the file's text stands under its field, its name under the field and <c>.name</c>.</summary>
internal static class Uploads
{
    /// <exception cref="Microsoft.AspNetCore.Http.BadHttpRequestException">The form cannot be read.</exception>
    public static async Task<IReadOnlyDictionary<string, StringValues>> ReadAsync(ReadOnlyMemory<byte> bytes, string contentType,
        CancellationToken ct)
    {
        var form = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        try
        {
            var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(contentType).Boundary).Value;
            if (string.IsNullOrEmpty(boundary)) throw new InvalidDataException("The form has no boundary.");
            using var stream = new MemoryStream(bytes.ToArray());
            var reader = new MultipartReader(boundary, stream);
            while (await reader.ReadNextSectionAsync(ct) is { } section)
            {
                if (section.GetContentDispositionHeader() is not { } part || part.Name.Value is not { Length: > 0 } quoted) continue;
                var name = HeaderUtilities.RemoveQuotes(quoted).Value!;
                // Strict, so that a file in another encoding is told and not mangled: "?" would be names of people.
                using var text = new StreamReader(section.Body, new UTF8Encoding(false, throwOnInvalidBytes: true));
                form[name] = await text.ReadToEndAsync(ct);
                if (part.FileName.HasValue) form[name + ".name"] = HeaderUtilities.RemoveQuotes(part.FileName).Value;
            }
        }
        catch (DecoderFallbackException)
        {
            form["unreadable"] = "utf-8";
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or IOException)
        {
            throw new Microsoft.AspNetCore.Http.BadHttpRequestException("The form cannot be read.", e);
        }
        return form;
    }
}
