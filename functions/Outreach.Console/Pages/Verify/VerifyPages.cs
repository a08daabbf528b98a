using Microsoft.AspNetCore.Http;
using Outreach.App;
using Outreach.Core.Mentoring;

namespace Outreach.Console;

/// <summary>Anyone checks a certificate by its code. An address that asks for many codes which are none has to wait.</summary>
internal sealed class VerifyPages(Courses courses, People people, ApiRefusals refusals) : IPages
{
    public IEnumerable<PageEndpoint> All => [PageEndpoint.Get("verify", "page.verify", ShowAsync).Open];

    private async Task<Shown> ShowAsync(PageCall call, CancellationToken ct)
    {
        if (call.Query("code")?.ToUpperInvariant() is not { } code) return View(call, "", null, null, null);
        var address = Pipeline.AddressOf(call.Http);
        if (await refusals.WaitAsync(address, ct) is not null) return Slow();
        if (await courses.CertificateAsync(code, ct) is { } found)
            return View(call, code, found, (await people.ProgrammeAsync(found.Programme, ct))?.Name ?? found.Programme, null);
        return await refusals.CountAsync(StatusCodes.Status404NotFound, address, ct) is not null ? Slow()
            : View(call, code, null, null, "Verify.None").With(StatusCodes.Status404NotFound);

        Shown Slow() => View(call, code, null, null, "SignIn.Slow").With(StatusCodes.Status429TooManyRequests);
    }

    private static Shown View(PageCall call, string code, Certificate? certificate, string? programme, string? wrong) =>
        Shown.View<VerifyPage>(call.Words["Verify.Title"], ("Code", code), ("Certificate", certificate), ("Programme", programme),
            ("Fault", wrong is null ? null : new FormFault(StatusCodes.Status404NotFound, call.Words[wrong], "code")));
}
