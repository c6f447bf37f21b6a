<?php
/*
 * A CRM written in PHP. One call for each run:
 *
 *   php client.php described|undescribed 1.1|1.2 METHOD FILE NAME=VALUE...
 *
 * Where to call and as whom stands in the environment. A retrieved WAV goes to FILE.
 */
declare(strict_types=1);

/** Without a description nobody told PHP the argument's names: it numbers them. */
function client(string $mode, string $version): SoapClient
{
    $url = getenv('RECORDER_URL');
    $options = [
        'soap_version' => $version === '1.2' ? SOAP_1_2 : SOAP_1_1,
        'login' => getenv('RECORDER_CLIENT'),
        'password' => getenv('RECORDER_SECRET'),
        'cache_wsdl' => WSDL_CACHE_NONE,
        'connection_timeout' => 5,
    ];
    return $mode === 'described'
        ? new SoapClient("$url?wsdl", $options)
        : new SoapClient(null, $options + ['location' => $url, 'uri' => 'urn:a-crm']);
}

function arguments(array $words): array
{
    $arguments = [];
    foreach ($words as $word) {
        [$name, $value] = explode('=', $word, 2);
        $arguments[$name] = $value;
    }
    return $arguments;
}

/** PHP has decoded the BASE64 either way: the description says what it is, or else the answer's xsi:type. */
function wav(mixed $answer): string
{
    return is_object($answer) ? current(get_object_vars($answer)) : $answer;
}

function localName(string $name): string
{
    return substr((string) strrchr(":$name", ':'), 1);
}

[, $mode, $version, $method, $file] = $argv;
$named = arguments(array_slice($argv, 5));
try {
    $answer = client($mode, $version)->__soapCall($method, $mode === 'described' ? [$named] : array_values($named));
    if (str_starts_with($method, 'retrieve')) {
        file_put_contents($file, wav($answer));
    }
    echo "result=answered\n";
} catch (SoapFault $fault) {
    $detail = $fault->detail->recordingFault ?? null;
    echo "result=refused\n";
    echo 'faultCode=', localName($fault->faultcode), "\n";
    echo 'message=', $fault->getMessage(), "\n";
    echo 'errorCode=', $detail->code ?? '', "\n";
}
