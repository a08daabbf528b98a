using System.Security.Cryptography;
using System.Text;

namespace Outreach.Gateways.Tests;

/// <summary>Twilio's own vectors: twilio-node <c>spec/validation.spec.js</c>, twilio-csharp <c>RequestValidatorTest.cs</c>.</summary>
public sealed class TwilioSignatureTests
{
    private const string Token = "12345";
    private const string Tail = "mycompany.com/myapp.php?foo=1&bar=2";
    private const string Url = "https://" + Tail;
    private const string Json = """{"property": "value", "boolean": true}""";
    private const string JsonHash = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

    private static readonly KeyValuePair<string, string>[] Call = Pairs(
        "Digits=1234", "To=+18005551212", "From=+14158675309", "Caller=+14158675309", "CallSid=CA1234567890ABCDE");

    [Theory]
    [InlineData(Url, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2", "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("http://mycompany.com:80/myapp.php?foo=1&bar=2", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData("http://mycompany.com:1234/myapp.php?foo=1&bar=2", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=")]
    [InlineData("https://user:pass@" + Tail, "CukzLTc1tT5dXEDIHm/tKBanW10=")]
    [InlineData(Url + "&Body=It%27s+amazing", "TfZzewPq8wqrGlMfyAud8+/IvJ0=")]
    public void A_form_post_is_signed_over_its_url_and_fields(string url, string signature)
    {
        Assert.Equal(signature, TwilioSignature.Compute(Token, url, Call));
        Assert.True(TwilioSignature.IsValid(Token, url, Call, "", signature));
    }

    [Theory]
    [InlineData(Url, "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("http://mycompany.com/myapp.php?foo=1&bar=2", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData(Url + "&Body=It's+amazing", "TfZzewPq8wqrGlMfyAud8+/IvJ0=")]
    public void Another_spelling_of_the_url_is_the_same_url(string url, string signature) =>
        Assert.True(TwilioSignature.IsValid(Token, url, Call, "", signature));

    [Fact]
    public void A_port_is_spelled_in_and_out_after_user_and_password_too()
    {
        var signature = TwilioSignature.Compute(Token, "https://user:pass@mycompany.com:443/x", []);
        Assert.True(TwilioSignature.IsValid(Token, "https://user:pass@mycompany.com/x", [], "", signature));
        signature = TwilioSignature.Compute(Token, "https://[::1]:443/x", []);
        Assert.True(TwilioSignature.IsValid(Token, "https://[::1]/x", [], "", signature));
        signature = TwilioSignature.Compute(Token, "https://mycompany.com:443", []);
        Assert.True(TwilioSignature.IsValid(Token, "https://mycompany.com", [], "", signature));
    }

    [Fact]
    public void Values_of_a_repeated_name_count_once_each_in_order()
    {
        var form = Pairs("Sid=CA123", "SidAccount=AC123", "Digits=5678", "Digits=1234", "Digits=1234");
        Assert.True(TwilioSignature.IsValid(Token, Url, form, "", "IK+Dwps556ElfBT0I3Rgjkr1wJU="));
    }

    [Fact]
    public void Names_sort_ordinally_and_values_keep_their_blanks()
    {
        var signature = Convert.ToBase64String(HmacSha1("https://x.org/Zz 1 a2b3"));
        Assert.True(TwilioSignature.IsValid(Token, "https://x.org/", Pairs("b=3", "a=2", "Zz= 1 "), "", signature));
    }

    [Fact]
    public void A_json_post_is_signed_over_its_url_which_holds_the_hash_of_its_body()
    {
        Assert.True(TwilioSignature.IsValid(Token, $"{Url}&bodySHA256={JsonHash}", [], Json, "a9nBmqA0ju/hNViExpshrM61xv4="));
        Assert.False(TwilioSignature.IsValid(Token, $"{Url}&bodySHA256={JsonHash}", [], Json + " ", "a9nBmqA0ju/hNViExpshrM61xv4="));
        Assert.False(TwilioSignature.IsValid(Token, Url, [], Json, "a9nBmqA0ju/hNViExpshrM61xv4="));
    }

    [Fact]
    public void An_empty_json_body_matches_with_the_port_in_the_url()
    {
        var url = $"{Url}&bodySHA256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        Assert.True(TwilioSignature.IsValid(Token, url, [], "{}", "Ldidvp12m26NI7eqEvxnEpkd9Hc="));
        Assert.False(
            TwilioSignature.IsValid(Token, url.Replace("44136FA", "44136fa", StringComparison.Ordinal) + "0", [], "{}",
                "Ldidvp12m26NI7eqEvxnEpkd9Hc="));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B8")]
    [InlineData("rsoydt4t1cutdk1pdd93/vvr8b8=")]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B8= ")]
    public void Another_signature_is_refused(string? signature) => Assert.False(TwilioSignature.IsValid(Token, Url, Call, "", signature));

    [Fact]
    public void Without_a_token_nothing_is_valid() =>
        Assert.False(TwilioSignature.IsValid("", Url, Call, "", TwilioSignature.Compute("", Url, Call)));

    [Fact]
    public void Changed_fields_are_refused()
    {
        const string Right = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
        Assert.False(TwilioSignature.IsValid(Token, Url, [.. Call, new("Extra", "")], "", Right));
        Assert.False(TwilioSignature.IsValid(Token, Url, Call[1..], "", Right));
        Assert.False(TwilioSignature.IsValid(Token, Url.Replace("foo=1", "foo=2", StringComparison.Ordinal), Call, "", Right));
    }

#pragma warning disable CA5350
    private static byte[] HmacSha1(string message) => HMACSHA1.HashData(Encoding.UTF8.GetBytes(Token), Encoding.UTF8.GetBytes(message));
#pragma warning restore CA5350

    private static KeyValuePair<string, string>[] Pairs(params string[] pairs) =>
        [.. pairs.Select(pair => KeyValuePair.Create(pair.Split('=')[0], pair.Split('=')[1]))];
}
